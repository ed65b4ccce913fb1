package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Each role may do what it should and is refused what it should not. */
class RightsIT {
    private static final List<String> TABLES_AND_VIEWS =
            List.of(
                    "agent_connections",
                    "agent_metrics",
                    "agent_metrics_hourly",
                    "document_activity",
                    "document_state",
                    "document_overrides",
                    "document_positions",
                    "document_leases",
                    "document_memory",
                    "document_quarantine",
                    "document_quarantine_lifted",
                    "managers",
                    "agent_usage",
                    "agent_incidents",
                    "attache_schema",
                    "attache_retention",
                    "documents_in_use",
                    "overrides_in_force",
                    "attache_positions",
                    "attache_agents",
                    "attache_waiting",
                    "attache_managers",
                    "attache_incidents",
                    "attache_usage",
                    "attache_metrics_by_hour");

    private static final String REFUSED = "42501";

    private final Db db = PostgresServer.supabaseDatabase().migrated();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void everyTableAndViewIsInTheListOfThisTest() {
        assertThat(
                        db.rows(
                                "SELECT relname FROM pg_class WHERE relnamespace ="
                                        + " 'public'::regnamespace AND relkind IN ('r', 'v')"))
                .extracting(List::getFirst)
                .containsExactlyInAnyOrderElementsOf(TABLES_AND_VIEWS);
    }

    @Test
    void anonAndAuthenticatedMayDoNothing() {
        for (String role : List.of("anon", "authenticated")) {
            try (Db other = db.inRole(role)) {
                for (String table : TABLES_AND_VIEWS) {
                    assertThatThrownBy(() -> other.rows("SELECT * FROM " + table))
                            .as(table)
                            .hasMessageStartingWith(REFUSED);
                }
                assertThatThrownBy(
                                () ->
                                        other.run(
                                                "INSERT INTO document_activity (document_id,"
                                                        + " event_type) VALUES ('d', 'active')"))
                        .hasMessageStartingWith(REFUSED);
                assertThatThrownBy(() -> other.rows("SELECT document_seen('d', 1, 1)"))
                        .hasMessageStartingWith(REFUSED);
                assertThatThrownBy(() -> other.rows("SELECT * FROM get_agent_system_stats()"))
                        .hasMessageStartingWith(REFUSED);
                assertThatThrownBy(() -> other.rows("SELECT nextval('document_activity_id_seq')"))
                        .hasMessageStartingWith(REFUSED);
            }
            assertThat(functionsFor(role)).isEmpty();
        }
    }

    @Test
    void theServiceRoleMayDoEverything() {
        try (Db service = db.inRole("service_role")) {
            for (String table : TABLES_AND_VIEWS) {
                service.rows("SELECT * FROM " + table);
            }
            service.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('d', 'active', 1)");
            service.run(
                    "INSERT INTO agent_connections (document_id, agent_id, status, manager_id)"
                            + " VALUES ('d', 'agent-d-1', 'active', 'm')");
            assertThat(service.rows("SELECT status FROM attache_agents").getFirst())
                    .containsExactly("active");
            assertThat(service.one("SELECT attache_claim('d', 'm', gen_random_uuid())"))
                    .isNotEqualTo("∅");
            assertThat(service.one("SELECT total_agents FROM get_agent_system_stats()"))
                    .isEqualTo("1");
            assertThat(service.one("SELECT attache_retain(10)")).isEqualTo("0");
            service.run("DELETE FROM agent_connections");
        }
        assertThat(functionsFor("service_role")).hasSizeGreaterThan(8);
    }

    /** Where the service role has no BYPASSRLS, its policies carry it. */
    @Test
    void theServiceRoleWorksByPolicyToo() {
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('d',"
                        + " 'active', 1)");
        try (Db admin = db.as("postgres")) {
            admin.run("ALTER ROLE service_role NOBYPASSRLS");
            try (Db service = db.inRole("service_role")) {
                assertThat(service.one("SELECT count(*) FROM documents_in_use")).isEqualTo("1");
            } finally {
                admin.run("ALTER ROLE service_role BYPASSRLS");
            }
        }
    }

    @Test
    void theObjectMayTellAndNothingElse() {
        try (Db object = db.inRole("attache_object")) {
            object.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('d', 'active', 1)");
            object.rows("SELECT event_id FROM document_activity");
            assertThat(object.one("SELECT document_seen('d', 1, 1)")).isEqualTo("t");
            assertThat(object.one("SELECT document_switch('d', 1, true)")).isEqualTo("t");

            for (String table : TABLES_AND_VIEWS) {
                assertThatThrownBy(() -> object.rows("SELECT * FROM " + table))
                        .as(table)
                        .hasMessageStartingWith(REFUSED);
            }
            for (String sql :
                    List.of(
                            "SELECT document_id FROM document_activity",
                            "UPDATE document_activity SET user_count = 9",
                            "DELETE FROM document_activity",
                            "TRUNCATE document_activity",
                            "INSERT INTO document_state (document_id) VALUES ('x')",
                            "INSERT INTO document_overrides (document_id, kind) VALUES ('x',"
                                    + " 'ban')",
                            "SELECT attache_claim('d', 'm', gen_random_uuid())",
                            "SELECT attache_retain(10)",
                            "SELECT setval('document_activity_id_seq', 1)")) {
                assertThatThrownBy(() -> object.run(sql)).as(sql).hasMessageStartingWith(REFUSED);
            }
        }
        assertThat(functionsFor("attache_object"))
                .containsExactlyInAnyOrder("document_seen", "document_switch", "document_standing");
    }

    @Test
    void aViewDoesNotLendTheRightsOfItsOwner() {
        db.run("GRANT SELECT ON documents_in_use TO anon");
        try (Db anon = db.inRole("anon")) {
            assertThatThrownBy(() -> anon.rows("SELECT * FROM documents_in_use"))
                    .hasMessageContaining("permission denied for table document_state");
        }
    }

    @Test
    void onlyTheLogGoesOverRealtime() {
        assertThat(
                        db.rows(
                                "SELECT tablename FROM pg_publication_tables WHERE pubname ="
                                        + " 'supabase_realtime'"))
                .containsExactly(List.of("document_activity"));
    }

    @Test
    void theOptionalFileGivesReadsAndKeepsThemWhenTheRestIsAppliedAgain()
            throws SQLException, IOException {
        optionalReads();
        Migrations.applyAgain(db.connection());

        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('d',"
                        + " 'active', 1)");
        try (Db user = db.inRole("authenticated")) {
            assertThat(user.one("SELECT count(*) FROM document_activity")).isEqualTo("1");
            assertThat(user.one("SELECT count(*) FROM documents_in_use")).isEqualTo("1");
            assertThat(user.one("SELECT total_agents FROM get_agent_system_stats()"))
                    .isEqualTo("0");
            for (String sql :
                    List.of(
                            "SELECT * FROM document_memory",
                            "SELECT * FROM agent_incidents",
                            "SELECT * FROM attache_incidents",
                            "UPDATE document_activity SET user_count = 9",
                            "SELECT document_seen('d', 1, 1)")) {
                assertThatThrownBy(() -> user.run(sql)).as(sql).hasMessageStartingWith(REFUSED);
            }
        }
        try (Db user = db.inRole("anon")) {
            assertThatThrownBy(() -> user.rows("SELECT * FROM document_activity"))
                    .hasMessageStartingWith(REFUSED);
        }
        assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                .isEqualTo(new SchemaState.Current());
    }

    private void optionalReads() throws SQLException, IOException {
        try (var in =
                        RightsIT.class.getResourceAsStream(
                                "/attache/optional/authenticated_reads.sql");
                var statement = db.connection().createStatement()) {
            statement.execute(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private List<String> functionsFor(String role) {
        return db
                .rows(
                        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
                                + " AND has_function_privilege(?, oid, 'EXECUTE')",
                        role)
                .stream()
                .map(List::getFirst)
                .toList();
    }
}
