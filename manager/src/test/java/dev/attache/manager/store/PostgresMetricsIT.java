package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.metrics.Metered;
import dev.attache.manager.metrics.MetricsBuffer;
import dev.attache.manager.metrics.MetricsSink;
import dev.attache.manager.metrics.MetricsWriter;
import dev.attache.manager.metrics.Sample;
import dev.attache.manager.metrics.UsageDelta;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class PostgresMetricsIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final DocumentId D = new DocumentId("d");
    private static TestPostgres postgres;
    private static Database database;

    private final MetricsBuffer buffer =
            new MetricsBuffer(5_000, new SettableClock(), (_, _, _, _) -> {});

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
        database = Database.open(postgres.url(), 2);
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void oneAgent() {
        postgres.empty();
        postgres.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id,"
                    + " connected_at, last_activity_at) VALUES ('d', 'agent-d-7', 'active', 'm1',"
                    + " now() - interval '1 hour', now() - interval '1 hour')");
    }

    @Test
    void aMeasurementIsARowAndTheAgentsLatestFigures() throws Exception {
        try (var writer = new MetricsWriter(buffer, new PostgresMetrics(database))) {
            writer.start();
            buffer.offer(life(1), metrics(3, 1e9));
            await().atMost(SOON).until(() -> count("agent_metrics") == 1);
        }

        assertThat(
                        postgres.value(
                                "SELECT m.memory_mb, m.cpu_percent, m.websocket_latency_ms,"
                                    + " m.llm_response_time_ms, m.metadata->>'tokens_in',"
                                    + " c.agent_id FROM agent_metrics m JOIN agent_connections c ON"
                                    + " c.id = m.agent_connection_id"))
                .isEqualTo("80|999.99|4|null|30|agent-d-7");
        assertThat(
                        postgres.value(
                                "SELECT memory_mb, cpu_percent, llm_calls_count,"
                                        + " locations_marked_count, last_activity_at > now() -"
                                        + " interval '1 minute' FROM agent_connections"))
                .isEqualTo("80|999.99|3|2|t");
        assertThat(
                        postgres.rows(
                                "SELECT document_id, calls, tokens_in, tokens_out FROM"
                                        + " agent_usage"))
                .containsExactly("d|3|30|3");
    }

    @Test
    void peoplesActivityMovesLastActivityAndAnIdleAgentDoesNot() throws Exception {
        var sink = new PostgresMetrics(database);
        var sample = List.<Metered>of(new Sample(life(1), metrics(0, 1), Duration.ZERO));
        postgres.run("UPDATE agent_connections SET locations_marked_count = 2");
        written(sink.write(sample, Instant.EPOCH));
        String idle = sinceActivity();

        postgres.run(
                "INSERT INTO document_state (document_id, user_count, in_use, last_activity) VALUES"
                        + " ('d', 1, true, now() - interval '5 minutes')");
        written(sink.write(sample, Instant.EPOCH));

        assertThat(idle).isEqualTo("60");
        assertThat(sinceActivity()).isEqualTo("5");
    }

    @Test
    void usageIsCountedOnTheUtcDayItWasUsed() throws Exception {
        var usage =
                List.<Metered>of(
                        new UsageDelta(D, 3, 30, 3, Duration.ofDays(2)),
                        new UsageDelta(D, 2, 20, 2, Duration.ZERO));

        written(new PostgresMetrics(database).write(usage, Instant.EPOCH));
        written(new PostgresMetrics(database).write(usage, Instant.EPOCH));

        assertThat(
                        postgres.rows(
                                "SELECT (now() AT TIME ZONE 'UTC')::date - day, calls FROM"
                                        + " agent_usage ORDER BY day"))
                .containsExactly("2|6", "0|4");
    }

    @Test
    void whatPostgresRefusesGoesAloneAndIsCounted() throws Exception {
        postgres.run(
                "ALTER TABLE agent_metrics ADD CONSTRAINT no_fives CHECK (memory_mb <> 5) NOT"
                        + " VALID");
        try {
            var lines = new ArrayList<Metered>();
            for (int i = 1; i <= 20; i++) {
                var measured = new FromWorker.Metrics(i, 1, 4, null, 0, 0, 0, 0);
                lines.add(new Sample(life(1), measured, Duration.ZERO));
            }

            MetricsSink.Outcome outcome = new PostgresMetrics(database).write(lines, Instant.EPOCH);

            assertThat(outcome.refused()).containsExactly(lines.get(4));
            assertThat(outcome.left()).isEmpty();
            assertThat(count("agent_metrics")).isEqualTo(19);
        } finally {
            postgres.run("ALTER TABLE agent_metrics DROP CONSTRAINT no_fives");
        }
    }

    @Test
    void anOutageLosesNothingWithinTheBound() throws Exception {
        try (var writer = new MetricsWriter(buffer, new PostgresMetrics(database))) {
            writer.start();
            postgres.goAway();
            for (int i = 1; i <= 1_500; i++) {
                buffer.offer(life(1), metrics(i, 1));
            }
            postgres.comeBack();
            await().atMost(SOON).until(() -> count("agent_metrics") == 1_500);
        }

        assertThat(buffer.dropped()).isZero();
        assertThat(postgres.value("SELECT sum(calls) FROM agent_usage")).isEqualTo("1500");
    }

    private static void written(MetricsSink.Outcome outcome) {
        assertThat(outcome).isEqualTo(new MetricsSink.Outcome(List.of(), List.of(), List.of(), ""));
    }

    private static long count(String table) {
        return Long.parseLong(postgres.value("SELECT count(*) FROM " + table));
    }

    private static String sinceActivity() {
        return postgres.value(
                "SELECT round(extract(epoch FROM now() - last_activity_at) / 60) FROM"
                        + " agent_connections");
    }

    private static Life life(int number) {
        return new Life(D, 7, number);
    }

    private static FromWorker.Metrics metrics(long calls, double cpu) {
        return new FromWorker.Metrics(80, cpu, 4, null, calls, calls * 10, calls, 2);
    }
}
