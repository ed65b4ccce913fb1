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
            // A hundred at a time, five times round: while one hundred comes the one before goes
            // idle.
            for (int turn = 0; turn <= 500; turn++) {
                db.run(
                        """
                        INSERT INTO document_activity (document_id, event_type, user_count, seq)
                        SELECT 'document-' || ? % 100 * 100 + i, 'active', 1, ? FROM generate_series(1, 100) i WHERE ? < 500
                        UNION ALL
                        SELECT 'document-' || (? - 1) % 100 * 100 + i, 'idle', 0, ? FROM generate_series(1, 100) i WHERE ? > 0\
                        """,
                        turn, turn, turn, turn, turn, turn);
                if (turn % 25 == 0) {
                    vacuum(db);
                }
            }
            db.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) SELECT"
                        + " 'document-' || i * 100, 'active', 1 FROM generate_series(1, 100) i");
            vacuum(db);
            assertThat(db.number("SELECT count(*) FROM document_activity")).isEqualTo(100_100);
            assertThat(db.number("SELECT count(*) FROM document_state")).isEqualTo(10_000);

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
            assertThat(buffers(plan)).as(plan).isBetween(1L, 20L);
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

    /**
     * As autovacuum does by the settings of this table: every minute at this load, which no test
     * should wait for.
     */
    private static void vacuum(Db db) {
        db.run("VACUUM ANALYZE document_state");
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
