package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;

/** What is old goes, and nobody waits for it. */
class RetentionIT {
    private final Db db = PostgresServer.bare().database().migrated();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void metricsOlderThanADayBecomeHours() {
        db.run(
                """
                INSERT INTO agent_metrics (document_id, memory_mb, cpu_percent, websocket_latency_ms, llm_response_time_ms, recorded_at) VALUES
                ('d', 40, 1.5, 10, NULL, date_trunc('hour', now(), 'UTC') - interval '30 hours'),
                ('d', 50, 2.5, NULL, NULL, date_trunc('hour', now(), 'UTC') - interval '30 hours' + interval '59 minutes'),
                ('d', 60, 9.0, 30, 700, date_trunc('hour', now(), 'UTC') - interval '29 hours'),
                ('e', 70, 9.0, 30, 700, date_trunc('hour', now(), 'UTC') - interval '29 hours'),
                ('d', 99, 9.0, 30, 700, now() - interval '23 hours')\
                """);

        assertThat(retainAll(2)).isEqualTo(4);

        assertThat(db.rows("SELECT memory_mb FROM agent_metrics")).containsExactly(List.of("99"));
        assertThat(
                        db.rows(
                                """
                                SELECT document_id, samples, memory_mb, memory_mb_max, cpu_percent, websocket_latency_ms, llm_response_time_ms
                                FROM attache_metrics_by_hour ORDER BY document_id, hour\
                                """))
                .containsExactly(
                        List.of("d", "2", "45.0", "50", "2.00", "10.0", "∅"),
                        List.of("d", "1", "60.0", "60", "9.00", "30.0", "700.0"),
                        List.of("e", "1", "70.0", "70", "9.00", "30.0", "700.0"));
        // The session's zone is a quarter of an hour off: hours are cut in UTC all the same.
        assertThat(
                        db.one(
                                "SELECT bool_and(extract(minute FROM hour AT TIME ZONE 'UTC') = 0)"
                                        + " FROM agent_metrics_hourly"))
                .isEqualTo("t");
    }

    @Test
    void whatComesLateIsAddedToItsHour() {
        String late =
                "INSERT INTO agent_metrics (document_id, memory_mb, recorded_at) VALUES ('d', ?,"
                        + " date_trunc('hour', now(), 'UTC') - interval '30 hours')";
        db.run(late, 10);
        retainAll(100);
        db.run(late, 30);
        retainAll(100);

        assertThat(db.rows("SELECT samples, memory_mb, memory_mb_max FROM attache_metrics_by_hour"))
                .containsExactly(List.of("2", "20.0", "30"));
    }

    @Test
    void everythingElseGoesAfterNinetyDays() {
        for (String age : List.of("89 days", "91 days")) {
            onceEach(age);
        }

        retainAll(100);

        for (String table :
                List.of(
                        "document_activity",
                        "agent_connections",
                        "agent_incidents",
                        "document_leases",
                        "document_overrides",
                        "agent_metrics_hourly",
                        "document_quarantine_lifted",
                        "managers")) {
            assertThat(db.number("SELECT count(*) FROM " + table)).as(table).isOne();
        }
        assertThat(db.rows("SELECT document_id FROM document_state ORDER BY 1"))
                .containsExactly(
                        List.of("idle 89 days"), List.of("used 89 days"), List.of("used 91 days"));
        assertThat(db.number("SELECT count(*) FROM document_memory")).isEqualTo(2);
        assertThat(db.number("SELECT count(*) FROM agent_usage")).isEqualTo(2);
    }

    @Test
    void theLeaseOfALivingManagerStaysHoweverOld() {
        db.run(
                "INSERT INTO managers (id, instance, host, pid, version, capacity) VALUES ('alive',"
                        + " gen_random_uuid(), 'h', 1, '1.0.0', 1)");
        db.run(
                """
                INSERT INTO document_leases (document_id, manager_id, instance, epoch, acquired_at) VALUES
                ('held', 'alive', gen_random_uuid(), 1, now() - interval '200 days'),
                ('left', 'gone', gen_random_uuid(), 1, now() - interval '200 days')\
                """);

        retainAll(100);

        assertThat(db.rows("SELECT document_id FROM document_leases"))
                .containsExactly(List.of("held"));
    }

    @Test
    void openConnectionsAndThoseWithMetricsYetToBeFoldedStay() {
        db.run("UPDATE attache_retention SET keep = NULL WHERE what = 'metrics_raw'");
        db.run(
                """
                INSERT INTO agent_connections (document_id, agent_id, status, manager_id, connected_at, disconnected_at) VALUES
                ('d', 'open', 'active', 'm', now() - interval '200 days', NULL),
                ('e', 'measured', 'disconnected', 'm', now() - interval '200 days', now() - interval '200 days')\
                """);
        db.run(
                "INSERT INTO agent_metrics (agent_connection_id, document_id, recorded_at) SELECT"
                        + " id, document_id, connected_at FROM agent_connections WHERE agent_id ="
                        + " 'measured'");

        retainAll(100);
        assertThat(db.number("SELECT count(*) FROM agent_connections")).isEqualTo(2);

        db.run("UPDATE attache_retention SET keep = '1 day' WHERE what = 'metrics_raw'");
        retainAll(100);
        assertThat(db.rows("SELECT agent_id FROM agent_connections"))
                .containsExactly(List.of("open"));
        assertThat(db.number("SELECT count(*) FROM agent_metrics")).isZero();
    }

    @Test
    void periodsAreSettingsThatAnUpgradeRespects() throws SQLException {
        db.run("UPDATE attache_retention SET keep = '1 hour' WHERE what = 'activity'");
        Migrations.applyAgain(db.connection());
        db.run(
                "INSERT INTO document_activity (document_id, event_type, \"timestamp\") VALUES"
                        + " ('d', 'active', now() - interval '2 hours')");

        assertThat(retainAll(100)).isOne();
        assertThatThrownBy(() -> db.run("UPDATE attache_retention SET keep = '0'"))
                .hasMessageStartingWith("23514");
    }

    @Test
    void oneCallTakesNoMoreThanABatchOfEachKind() {
        db.run(
                "INSERT INTO document_activity (document_id, event_type, \"timestamp\") SELECT 'd',"
                        + " 'active', now() - interval '100 days' FROM generate_series(1, 25)");

        assertThat(db.number("SELECT attache_retain(10)")).isEqualTo(10);
        assertThat(db.number("SELECT attache_retain(10)")).isEqualTo(10);
        assertThat(db.number("SELECT attache_retain(10)")).isEqualTo(5);
        assertThat(db.number("SELECT attache_retain(10)")).isZero();
        assertThatThrownBy(() -> db.number("SELECT attache_retain(0)"))
                .hasMessageContaining("at least 1");
    }

    @Test
    void insertsDoNotWaitForABatchThatIsUnderWayNorDoesASecondRetention() throws SQLException {
        onceEach("91 days");
        try (Db retaining = db.again()) {
            retaining.connection().setAutoCommit(false);
            assertThat(retaining.number("SELECT attache_retain(100)")).isPositive();

            db.run("SET lock_timeout = '5s'");
            onceEach("0 days");
            assertThat(db.number("SELECT attache_retain(100)")).isZero();
            retaining.connection().commit();
        }
        assertThat(db.number("SELECT count(*) FROM document_activity")).isOne();
    }

    @Test
    void aRowThatSomebodyHoldsIsLeftForTheNextTime() throws SQLException {
        onceEach("91 days");
        try (Db other = db.again()) {
            other.connection().setAutoCommit(false);
            other.rows("SELECT * FROM document_activity FOR UPDATE");
            db.run("SET lock_timeout = '5s'");

            retainAll(100);
            assertThat(db.number("SELECT count(*) FROM document_activity")).isOne();
            other.connection().rollback();
        }
        retainAll(100);
        assertThat(db.number("SELECT count(*) FROM document_activity")).isZero();
    }

    /** One row of each kind, of the given age. */
    private void onceEach(String age) {
        String past = "now() - interval '" + age + "'";
        db.run(
                "INSERT INTO document_activity (document_id, event_type, seq, \"timestamp\") VALUES"
                        + " ('idle "
                        + age
                        + "', 'idle', 1, "
                        + past
                        + ")");
        db.run(
                "UPDATE document_state SET updated_at = "
                        + past
                        + " WHERE document_id = 'idle "
                        + age
                        + "'");
        db.run(
                "INSERT INTO document_state (document_id, in_use, updated_at) VALUES ('used "
                        + age
                        + "', true, "
                        + past
                        + ")");
        db.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id,"
                        + " disconnected_at) VALUES ('d', 'agent "
                        + age
                        + "', 'disconnected', 'm', "
                        + past
                        + ")");
        db.run(
                "INSERT INTO agent_incidents (manager_id, kind, at) VALUES ('m', 'died', "
                        + past
                        + ")");
        db.run(
                "INSERT INTO document_leases (document_id, manager_id, instance, epoch,"
                        + " released_at) VALUES ('lease "
                        + age
                        + "', 'm', gen_random_uuid(), 1, "
                        + past
                        + ")");
        db.run(
                "INSERT INTO document_overrides (document_id, kind, in_force, set_at) VALUES ('"
                        + age
                        + "', 'ban', false, "
                        + past
                        + ")");
        db.run(
                "INSERT INTO managers (id, instance, host, pid, version, capacity, heartbeat_at)"
                        + " VALUES ('m "
                        + age
                        + "', gen_random_uuid(), 'h', 1, '1.0.0', 1, "
                        + past
                        + ")");
        db.run(
                "INSERT INTO document_memory (document_id, checkpoint, epoch, life, updated_at)"
                        + " VALUES ('"
                        + age
                        + "', '{}', 1, 1, "
                        + past
                        + ")");
        db.run(
                "INSERT INTO document_quarantine_lifted (document_id, strikes, lifted_at) VALUES ('"
                        + age
                        + "', 1, "
                        + past
                        + ")");
        db.run(
                "INSERT INTO agent_usage (document_id, day) VALUES ('"
                        + age
                        + "', ("
                        + past
                        + ")::date)");
        db.run(
                "INSERT INTO agent_metrics_hourly VALUES ('"
                        + age
                        + "', "
                        + past
                        + ", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)");
    }

    private long retainAll(int batch) {
        long all = 0;
        for (long some = -1; some != 0; ) {
            some = db.number("SELECT attache_retain(?)", batch);
            all += some;
        }
        return all;
    }
}
