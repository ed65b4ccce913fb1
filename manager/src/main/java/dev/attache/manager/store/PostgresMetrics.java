package dev.attache.manager.store;

import static java.util.stream.Collectors.partitioningBy;

import dev.attache.manager.metrics.Metered;
import dev.attache.manager.metrics.MetricsSink;
import dev.attache.manager.metrics.Sample;
import dev.attache.manager.metrics.UsageDelta;
import dev.attache.protocol.FromWorker;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tables agent_metrics and agent_usage, and the latest figures in agent_connections. */
public final class PostgresMetrics implements MetricsSink {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /** As much as numeric(5, 2) holds: ten cores are enough to be noticed. */
    private static final double CPU_MOST = 999.99;

    private static final String INSERT =
            """
            INSERT INTO public.agent_metrics
                (agent_connection_id, document_id, memory_mb, cpu_percent, websocket_latency_ms,
                 llm_response_time_ms, metadata, recorded_at)
            SELECT c.id, v.document_id, v.memory, v.cpu, v.latency, v.model,
                   jsonb_build_object('llm_calls', v.calls, 'tokens_in', v.tokens_in,
                                      'tokens_out', v.tokens_out, 'marks', v.marks),
                   now() - v.age * interval '1 ms'
            FROM unnest(?::text[], ?::text[], ?::integer[], ?::numeric[], ?::integer[], ?::integer[],
                        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS v (agent_id, document_id, memory, cpu, latency, model, calls, tokens_in, tokens_out, marks, age)
            LEFT JOIN public.agent_connections c ON c.agent_id = v.agent_id
            """;

    // In the order of the names, so that two managers never wait in a circle.
    private static final String LATEST =
            """
            WITH v AS MATERIALIZED (
                SELECT * FROM unnest(?::text[], ?::integer[], ?::numeric[], ?::bigint[], ?::bigint[], ?::bigint[])
                    AS v (agent_id, memory, cpu, calls, marks, age)
            ), held AS MATERIALIZED (
                SELECT c.id, c.agent_id FROM public.agent_connections c JOIN v USING (agent_id)
                ORDER BY c.agent_id FOR NO KEY UPDATE OF c
            )
            UPDATE public.agent_connections c
            SET memory_mb = v.memory, cpu_percent = v.cpu,
                llm_calls_count = greatest(c.llm_calls_count, v.calls),
                locations_marked_count = greatest(c.locations_marked_count, v.marks),
                last_activity_at = greatest(c.last_activity_at, s.last_activity,
                    CASE WHEN v.calls > coalesce(c.llm_calls_count, 0) OR v.marks > coalesce(c.locations_marked_count, 0)
                         THEN now() - v.age * interval '1 ms' END)
            FROM held JOIN v USING (agent_id)
            LEFT JOIN public.agent_connections d ON d.id = held.id
            LEFT JOIN public.document_state s ON s.document_id = d.document_id
            WHERE c.id = held.id
            """;

    private static final String USE =
            """
            INSERT INTO public.agent_usage AS u (document_id, day, calls, tokens_in, tokens_out)
            SELECT v.document_id, ((now() - v.age * interval '1 ms') AT TIME ZONE 'UTC')::date,
                   sum(v.calls), sum(v.tokens_in), sum(v.tokens_out)
            FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS v (document_id, calls, tokens_in, tokens_out, age)
            GROUP BY 1, 2 ORDER BY 1, 2
            ON CONFLICT (document_id, day) DO UPDATE SET calls = u.calls + excluded.calls,
                tokens_in = u.tokens_in + excluded.tokens_in, tokens_out = u.tokens_out + excluded.tokens_out
            """;

    private final Database database;
    private final BatchWriting<Metered> batches;

    public PostgresMetrics(Database database) {
        this.database = database;
        this.batches = new BatchWriting<>(this::write, Metered::document, Metered::later);
    }

    @Override
    public Outcome write(List<Metered> lines, Instant now) {
        BatchWriting.Outcome outcome = batches.write(lines, now);
        Map<Boolean, List<Metered>> left =
                outcome.left().stream()
                        .map(lines::get)
                        .collect(partitioningBy(line -> outcome.held().contains(line.document())));
        StoreTrouble trouble = outcome.trouble();
        return new Outcome(
                left.getOrDefault(true, List.of()),
                left.getOrDefault(false, List.of()),
                outcome.refused().stream().map(lines::get).toList(),
                trouble == null ? "" : String.valueOf(trouble.getMessage()));
    }

    private void write(List<Metered> lines, Duration locksWithin) throws StoreTrouble {
        long asked = System.nanoTime();
        database.transaction(
                AT_MOST,
                locksWithin,
                connection -> {
                    // As in the books: what waits for a connection ages meanwhile.
                    Duration waited = Duration.ofNanos(System.nanoTime() - asked);
                    List<Metered> aged = lines.stream().map(line -> line.later(waited)).toList();
                    List<Sample> samples = of(aged, Sample.class);
                    if (!samples.isEmpty()) {
                        insert(connection, samples);
                        latest(connection, samples);
                    }
                    List<UsageDelta> usage = of(aged, UsageDelta.class);
                    if (!usage.isEmpty()) {
                        use(connection, usage);
                    }
                    return lines.size();
                });
    }

    private static <T extends Metered> List<T> of(List<Metered> lines, Class<T> kind) {
        return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void insert(Connection connection, List<Sample> samples) throws SQLException {
        var columns = new Columns<>(connection, samples);
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, columns.of("text", s -> s.life().agentId()));
            insert.setArray(2, columns.of("text", s -> s.life().document().value()));
            insert.setArray(3, columns.of("integer", s -> s.metrics().memoryMb()));
            insert.setArray(4, columns.of("numeric", s -> cpu(s.metrics())));
            insert.setArray(5, columns.of("integer", s -> s.metrics().websocketLatencyMs()));
            insert.setArray(6, columns.of("integer", s -> s.metrics().llmResponseTimeMs()));
            insert.setArray(7, columns.of("bigint", s -> s.metrics().llmCalls()));
            insert.setArray(8, columns.of("bigint", s -> s.metrics().tokensIn()));
            insert.setArray(9, columns.of("bigint", s -> s.metrics().tokensOut()));
            insert.setArray(10, columns.of("bigint", s -> s.metrics().marks()));
            insert.setArray(11, columns.of("bigint", s -> s.age().toMillis()));
            insert.executeUpdate();
        }
    }

    private static void latest(Connection connection, List<Sample> samples) throws SQLException {
        var newest = new LinkedHashMap<String, Sample>();
        samples.forEach(sample -> newest.put(sample.life().agentId(), sample));
        var columns = new Columns<>(connection, List.copyOf(newest.values()));
        try (var update = connection.prepareStatement(LATEST)) {
            update.setArray(1, columns.of("text", s -> s.life().agentId()));
            update.setArray(2, columns.of("integer", s -> s.metrics().memoryMb()));
            update.setArray(3, columns.of("numeric", s -> cpu(s.metrics())));
            update.setArray(4, columns.of("bigint", s -> count(s.metrics().llmCalls())));
            update.setArray(5, columns.of("bigint", s -> count(s.metrics().marks())));
            update.setArray(6, columns.of("bigint", s -> s.age().toMillis()));
            update.executeUpdate();
        }
    }

    private static void use(Connection connection, List<UsageDelta> usage) throws SQLException {
        var columns = new Columns<>(connection, usage);
        try (var use = connection.prepareStatement(USE)) {
            use.setArray(1, columns.of("text", u -> u.document().value()));
            use.setArray(2, columns.of("bigint", UsageDelta::calls));
            use.setArray(3, columns.of("bigint", UsageDelta::tokensIn));
            use.setArray(4, columns.of("bigint", UsageDelta::tokensOut));
            use.setArray(5, columns.of("bigint", u -> u.age().toMillis()));
            use.executeUpdate();
        }
    }

    /** A broken worker must not cost the batch it is in. */
    private static double cpu(FromWorker.Metrics metrics) {
        double percent = metrics.cpuPercent();
        return Double.isFinite(percent) ? Math.clamp(percent, 0, CPU_MOST) : 0;
    }

    /** The seed's columns are integers. */
    private static long count(long total) {
        return Math.clamp(total, 0, Integer.MAX_VALUE);
    }

    /** Rows as columns: one statement, whatever the number of rows. */
    private record Columns<T>(Connection connection, List<T> rows) {
        java.sql.Array of(String type, Function<T, @Nullable Object> column) throws SQLException {
            return connection.createArrayOf(type, rows.stream().map(column).toArray());
        }
    }
}
