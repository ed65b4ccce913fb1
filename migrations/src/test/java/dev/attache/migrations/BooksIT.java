package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What holds for the books as a whole, and what operators see of them. */
class BooksIT {
    private final Db db = PostgresServer.bare().database().migrated();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void everythingSaysWhatItIsFor() {
        assertThat(
                        db.rows(
                                """
                                SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
                                AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)\
                                """))
                .isEmpty();
        assertThat(
                        db.rows(
                                "SELECT relname FROM pg_class WHERE relnamespace ="
                                        + " 'public'::regnamespace AND relkind = 'v' AND"
                                        + " obj_description(oid, 'pg_class') IS NULL"))
                .isEmpty();
        assertThat(
                        db.rows(
                                "SELECT proname FROM pg_proc WHERE pronamespace ="
                                    + " 'public'::regnamespace AND obj_description(oid, 'pg_proc')"
                                    + " IS NULL"))
                .isEmpty();
    }

    @Test
    void everyTableHasRowSecurityAndEveryFunctionAPinnedSearchPath() {
        assertThat(
                        db.rows(
                                "SELECT relname FROM pg_class WHERE relnamespace ="
                                        + " 'public'::regnamespace AND relkind = 'r' AND NOT"
                                        + " relrowsecurity"))
                .isEmpty();
        assertThat(
                        db.rows(
                                "SELECT proname FROM pg_proc WHERE pronamespace ="
                                    + " 'public'::regnamespace AND coalesce(proconfig::text, '')"
                                    + " NOT LIKE '%search_path=%'"))
                .isEmpty();
    }

    @Test
    void aFalseFriendInTheSearchPathIsNotCalled() {
        db.run("CREATE SCHEMA trap");
        db.run("CREATE TABLE trap.document_state AS SELECT * FROM document_state");
        db.run("SET search_path = trap, public");

        db.run(
                "INSERT INTO public.document_activity (document_id, event_type, user_count) VALUES"
                        + " ('d', 'active', 1)");
        db.rows("SELECT public.document_seen('e', 1, 1)");

        assertThat(db.number("SELECT count(*) FROM trap.document_state")).isZero();
        assertThat(db.number("SELECT count(*) FROM public.document_state")).isEqualTo(2);
    }

    @Test
    void whatIsKeptOfAnAgentIsBounded() {
        db.run(
                "INSERT INTO document_memory (document_id, checkpoint, epoch, life) VALUES ('d',"
                        + " ?::json, 1, 1)",
                "\"" + "x".repeat(65_534) + "\"");
        assertThatThrownBy(
                        () ->
                                db.run(
                                        "INSERT INTO document_memory (document_id, checkpoint,"
                                                + " epoch, life) VALUES ('e', ?::json, 1, 1)",
                                        "\"" + "x".repeat(65_535) + "\""))
                .hasMessageContaining("checkpoint_fits");
        assertThatThrownBy(
                        () ->
                                db.run(
                                        "INSERT INTO agent_incidents (manager_id, kind,"
                                                + " stderr_tail) VALUES ('m', 'died', ?)",
                                        "x".repeat(65_537)))
                .hasMessageContaining("stderr_fits");
    }

    @Test
    void aCheckpointComesBackAsItWasSent() {
        String checkpoint = "{\"b\":1, \"a\":\"\\u0000\",\"b\":1.50}";
        db.run(
                "INSERT INTO document_memory (document_id, checkpoint, epoch, life) VALUES ('d',"
                        + " ?::json, 1, 1)",
                checkpoint);

        assertThat(db.one("SELECT checkpoint::text FROM document_memory")).isEqualTo(checkpoint);
    }

    @Test
    void operatorsSeeTheAgentsWithTheirLatestMetrics() {
        agent("d1", "a1", "active");
        agent("d2", "a2", "connecting");
        agent("d3", "a3", "disconnected");
        db.run("UPDATE agent_connections SET disconnected_at = now() WHERE agent_id = 'a3'");
        db.run(
                "UPDATE agent_connections SET last_activity_at = now() - interval '90 seconds'"
                        + " WHERE agent_id = 'a1'");
        db.run(
                """
                INSERT INTO agent_metrics (agent_connection_id, document_id, memory_mb, recorded_at)
                SELECT id, document_id, i, now() - make_interval(mins => 10 - i) FROM agent_connections, generate_series(1, 9) i WHERE agent_id = 'a1'\
                """);

        assertThat(db.rows("SELECT document_id, status, memory_mb FROM attache_agents ORDER BY 1"))
                .containsExactly(List.of("d1", "active", "9"), List.of("d2", "connecting", "∅"));
        assertThat(
                        db.one(
                                "SELECT last_activity >= interval '90 s' FROM attache_agents WHERE"
                                        + " document_id = 'd1'"))
                .isEqualTo("t");
    }

    @Test
    void operatorsSeeWhoWaitsAndWhy() {
        for (String document :
                List.of(
                        "attached",
                        "banned",
                        "paused",
                        "off",
                        "quarantined",
                        "silent",
                        "claimed",
                        "waiting")) {
            db.rows("SELECT document_seen(?, 1, 1)", document);
        }
        agent("attached", "a1", "active");
        db.run(
                """
                INSERT INTO document_overrides (document_id, kind, reason, until, set_by) VALUES
                ('banned', 'ban', 'asked for', NULL, 'ann'), ('paused', 'pause', NULL, now() + interval '1 hour', 'ann'),
                ('waiting', 'ban', NULL, now() - interval '1 hour', 'ann')\
                """);
        db.rows("SELECT document_switch('off', 1, true)");
        db.run(
                "INSERT INTO document_quarantine (document_id, reason, lift_after) VALUES"
                        + " ('quarantined', 'five deaths', now())");
        db.run(
                "UPDATE document_state SET last_sign = now() - interval '16 minutes' WHERE"
                        + " document_id = 'silent'");
        db.rows("SELECT attache_claim('claimed', 'm', gen_random_uuid())");
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                        + " (E'x\\ny', 'active', 1), (repeat('z', 257), 'active', 1)");

        assertThat(db.rows("SELECT left(document_id, 20), why FROM attache_waiting ORDER BY 1"))
                .containsExactly(
                        List.of("banned", "banned by ann: asked for"),
                        List.of("claimed", "claimed by m, no agent attached yet"),
                        List.of("off", "switched off on the page"),
                        List.of("paused", "paused by ann"),
                        List.of("quarantined", "quarantined: five deaths"),
                        List.of("silent", "no sign of it for 15 minutes"),
                        List.of("waiting", "waiting for a manager with a free place"),
                        List.of(
                                "x\ny",
                                "no manager takes it: its name contains control characters"),
                        List.of(
                                "z".repeat(20),
                                "no manager takes it: its name has more than 256 characters"));
    }

    @Test
    void operatorsSeeManagersIncidentsAndUsage() {
        db.run(
                "INSERT INTO managers (id, instance, host, pid, version, capacity) VALUES ('m',"
                        + " gen_random_uuid(), 'h', 7, '1.0.0', 10)");
        db.rows("SELECT attache_claim(d, 'm', gen_random_uuid()) FROM unnest(ARRAY['a', 'b']) d");
        db.run("UPDATE document_leases SET released_at = now() WHERE document_id = 'b'");
        db.run(
                """
                INSERT INTO agent_incidents (document_id, manager_id, kind, reason, exit_code, exit_signal, uptime_ms, at) VALUES
                ('a', 'm', 'died', 'exited', 3, NULL, 61500, now() - interval '1 minute'), ('a', 'm', 'silent', 'killed', NULL, 'KILL', 1000, now())\
                """);
        db.run(
                """
                INSERT INTO agent_usage VALUES ('a', '2026-01-01', 2, 300, 40), ('b', '2026-01-01', 1, 100, 10), ('a', '2026-01-02', 1, 1, 1)\
                """);

        assertThat(db.rows("SELECT id, capacity, documents, draining FROM attache_managers"))
                .containsExactly(List.of("m", "10", "1", "f"));
        assertThat(db.rows("SELECT kind, exit, lived FROM attache_incidents"))
                .containsExactly(
                        List.of("silent", "signal KILL", "00:00:01"),
                        List.of("died", "code 3", "00:01:01"));
        assertThat(db.rows("SELECT * FROM attache_usage"))
                .containsExactly(
                        List.of("2026-01-02", "1", "1", "1", "1"),
                        List.of("2026-01-01", "2", "3", "400", "50"));
    }

    @Test
    void aQuarantineThatAnOperatorLiftsIsTold() {
        db.run(
                "INSERT INTO document_quarantine (document_id, reason, lift_after) VALUES ('d',"
                        + " 'five deaths', now())");
        db.run("LISTEN attache_activity");

        db.run("DELETE FROM document_quarantine WHERE document_id = 'd'");

        assertThat(db.notified()).isOne();
    }

    @Test
    void whoeverLiftsAQuarantineLeavesItsStrikesBehind() {
        db.run(
                "INSERT INTO document_quarantine (document_id, reason, lift_after, strikes,"
                        + " worker_version, config_hash) VALUES ('d', 'five deaths', now(), 2,"
                        + " '1.0.0', 'c1')");
        db.run("DELETE FROM document_quarantine");
        db.run(
                "INSERT INTO document_quarantine (document_id, reason, lift_after, strikes) VALUES"
                        + " ('d', 'five deaths', now(), 3)");

        assertThat(strikes()).containsExactly(List.of("d", "2", "t", "1.0.0", "c1"));

        db.run("DELETE FROM document_quarantine");

        assertThat(strikes()).containsExactly(List.of("d", "3", "t", "∅", "∅"));
    }

    private List<List<String>> strikes() {
        return db.rows(
                "SELECT document_id, strikes, lifted_at > now() - interval '1"
                        + " minute', worker_version, config_hash FROM document_quarantine_lifted");
    }

    private void agent(String document, String agent, String status) {
        db.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id) VALUES"
                        + " (?, ?, ?, 'm')",
                document,
                agent,
                status);
    }
}
