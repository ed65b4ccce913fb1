package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;

/** Owners who are no superusers, on servers where roles are missing or come later. */
class OwnerIT {
    @Test
    void anOwnerWhoMayNotMakeRolesGetsASchemaThatWorksAndIsToldWhatIsMissing() throws SQLException {
        try (PostgresServer server = PostgresServer.fresh()) {
            try (Db admin = server.connect("postgres", "postgres")) {
                admin.run("CREATE ROLE plain LOGIN");
            }
            try (Db db = server.database("plain")) {
                MigrationReport report = db.migrate();

                assertThat(report.notices())
                        .singleElement()
                        .asString()
                        .contains("plain may not create roles", "CREATE ROLE attache_object");
                assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                        .isEqualTo(new SchemaState.Current());
                everythingAManagerDoesWorks(db);

                try (Db admin = db.as("postgres")) {
                    admin.run("CREATE ROLE attache_object NOLOGIN");
                }
                assertThat(Migrations.applyAgain(db.connection()).notices()).isEmpty();
                try (Db object = db.inRole("attache_object")) {
                    assertThat(object.one("SELECT document_seen('d', 1, 1)")).isEqualTo("t");
                }
            }
        }
    }

    @Test
    void anOwnerWhoMayMakeRolesNeedsNobody() {
        try (PostgresServer server = PostgresServer.fresh()) {
            try (Db admin = server.connect("postgres", "postgres")) {
                admin.run("CREATE ROLE authenticator LOGIN NOINHERIT");
                admin.run("CREATE ROLE makes_roles LOGIN CREATEROLE");
            }
            try (Db db = server.database("makes_roles")) {
                assertThat(db.migrate().notices()).isEmpty();
                everythingAManagerDoesWorks(db);
                assertThat(
                                db.one(
                                        "SELECT pg_has_role('authenticator', 'attache_object',"
                                                + " 'MEMBER')"))
                        .isEqualTo("t");
            }
        }
    }

    @Test
    void somebodyWhoMayNotCreateTablesIsToldWhomToBe() {
        Db owned = PostgresServer.bare().database().migrated();
        try (owned) {
            owned.run(
                    "DO $$ BEGIN CREATE ROLE stranger LOGIN; EXCEPTION WHEN duplicate_object THEN"
                            + " NULL; END $$");
            try (Db stranger = owned.as("stranger")) {
                assertThatThrownBy(() -> Migrations.applyAgain(stranger.connection()))
                        .hasMessageContaining("connect as the role that owns Attaché's tables");
            }
        }
    }

    private static void everythingAManagerDoesWorks(Db db) {
        db.run(
                """
                INSERT INTO managers (id, instance, host, pid, version, capacity)
                VALUES ('m', '00000000-0000-0000-0000-000000000001', 'h', 1, '1.0.0', 10)\
                """);
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('x',"
                        + " 'active', 1)");
        assertThat(db.one("SELECT document_id FROM documents_in_use")).isEqualTo("x");
        assertThat(db.one("SELECT attache_claim('x', 'm', '00000000-0000-0000-0000-000000000001')"))
                .isNotEqualTo("∅");
        db.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id) VALUES"
                        + " ('x', 'agent-x-1', 'active', 'm')");
        db.run(
                "INSERT INTO agent_metrics (agent_connection_id, document_id, memory_mb) SELECT id,"
                        + " document_id, 40 FROM agent_connections");
        assertThat(db.one("SELECT memory_mb FROM attache_agents")).isEqualTo("40");
        assertThat(db.one("SELECT attache_retain(10)")).isEqualTo("0");
    }
}
