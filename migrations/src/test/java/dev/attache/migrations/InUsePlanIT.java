package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

/** However long the log, "which documents are in use" stays one small look at one small index. */
class InUsePlanIT {
    private static final Pattern BUFFERS =
            Pattern.compile("\"Shared (Hit|Read) Blocks\": ([0-9]+)");

    @Test
    void aHundredThousandEventsOfTenThousandDocumentsAreReadInAFewPages() {
        try (Db db = PostgresServer.bare().database().migrated()) {
            for (int round = 1; round <= 10; round++) {
                // In the end one document in a hundred is in use; before that all of them were, so
                // the index has a past.
                db.run(
                        """
                        INSERT INTO document_activity (document_id, event_type, user_count, seq)
                        SELECT 'document-' || i, CASE WHEN ? < 10 OR i % 100 = 0 THEN 'active' ELSE 'idle' END, 1, ?
                        FROM generate_series(1, 10000) i\
                        """,
                        round, round);
            }
            db.run("VACUUM ANALYZE document_state");
            assertThat(db.number("SELECT count(*) FROM document_activity")).isEqualTo(100_000);

            String plan =
                    db.one(
                            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM"
                                + " documents_in_use");

            assertThat(plan)
                    .contains(
                            "\"Node Type\": \"Index Only Scan\"",
                            "\"Index Name\": \"document_state_in_use\"");
            assertThat(plan).contains("\"Heap Fetches\": 0").doesNotContain("Seq Scan");
            assertThat(db.rows("SELECT * FROM documents_in_use")).hasSize(100);
            assertThat(buffers(plan)).as(plan).isBetween(1L, 100L);
        }
    }

    @Test
    void whatOperatorsAndManagersAskOfTheLogsUsesAnIndex() {
        try (Db db = PostgresServer.bare().database().migrated()) {
            db.run(
                    """
                    INSERT INTO agent_connections (document_id, agent_id, status, manager_id, connected_at, disconnected_at)
                    SELECT 'd' || i % 500, 'a' || i, 'disconnected', 'm' || i % 3, now() - interval '80 days', now() - interval '79 days'
                    FROM generate_series(1, 20000) i\
                    """);
            db.run(
                    """
                    INSERT INTO agent_connections (document_id, agent_id, status, manager_id)
                    SELECT 'd' || i, 'b' || i, 'active', 'm1' FROM generate_series(1, 10) i\
                    """);
            db.run("ANALYZE agent_connections");

            for (String sql :
                    new String[] {
                        "SELECT * FROM agent_connections WHERE status = 'active'",
                        "SELECT * FROM get_agent_system_stats()",
                        "SELECT * FROM get_manager_active_agents('m1')",
                        "SELECT * FROM attache_agents"
                    }) {
                assertThat(buffers(db.one("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql)))
                        .as(sql)
                        .isLessThan(150L);
            }
        }
    }

    /** Of the topmost node, which counts those below it too. */
    private static long buffers(String plan) {
        return BUFFERS.matcher(plan)
                .results()
                .limit(2)
                .mapToLong(match -> Long.parseLong(match.group(2)))
                .sum();
    }
}
