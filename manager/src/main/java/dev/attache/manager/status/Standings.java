package dev.attache.manager.status;

import dev.attache.manager.fleet.Overview;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/** The series that are read when somebody looks, not counted when something happens. */
final class Standings {
    /** Always there, so that a graph shows nought and not a gap. */
    private static final List<String> STATES =
            List.of(
                    "starting",
                    "claiming",
                    "connecting",
                    "active",
                    "reconnecting",
                    "releasing",
                    "detaching",
                    "terminated",
                    "killed");

    private record Look(Overview overview, Health health) {}

    private final PrometheusRegistry registry;
    private volatile @Nullable Look look;

    Standings(PrometheusRegistry registry) {
        this.registry = registry;
        byState();
        bySource();
        gauge("attache_capacity", "Agents at a time.", (o, h) -> o.capacity());
        gauge("attache_spares", "Processes that wait for a document.", (o, h) -> o.spares());
        gauge("attache_documents_waiting", "Documents without a slot.", (o, h) -> o.waiting());
        gauge("attache_documents_known", "Documents in the books.", (o, h) -> o.documentsKnown());
        gauge("attache_draining", "1 while it drains.", (o, h) -> flag(o.draining()));
        gauge(
                "attache_launches_paused",
                "1 while launches pause for a failure that is no document's.",
                (o, h) -> flag(o.launchesPausedBecause() != null));
        gauge("attache_memory_free", "1 with room for a worker.", (o, h) -> flag(o.memoryFree()));
        gauge("attache_ready", "1 when ready.", (o, h) -> flag(h.reasonsNotReady().isEmpty()));
        gauge("attache_postgres_reachable", "1 or 0.", (o, h) -> flag(h.heartbeatWritten()));
        gauge("attache_inbox_depth", "Facts that wait for the loop.", (o, h) -> h.inboxDepth());
        gauge("attache_books_waiting", "Entries not yet written.", (o, h) -> h.booksWaiting());
        gauge("attache_samples_waiting", "Metrics not yet written.", (o, h) -> h.samplesWaiting());
        gauge(
                "attache_workers_memory_megabytes",
                "PSS of all workers with their children.",
                (o, h) -> o.workers().stream().mapToLong(Overview.WorkerLine::memoryMb).sum());
        counter(
                "attache_books_set_aside",
                "Entries Postgres refuses.",
                (o, h) -> h.booksSetAside());
        counter("attache_samples_dropped", "Metrics without room.", (o, h) -> h.samplesDropped());
        counter("attache_log_lines_dropped", "Of workers.", (o, h) -> h.logLinesDropped());
        counter("attache_incidents_dropped", "Without room.", (o, h) -> h.incidentsDropped());
        counter("attache_garbage_lines", "Not protocol.", (o, h) -> h.garbageLines());
        counter("attache_unknown_messages", "Of a type not known.", (o, h) -> h.unknownMessages());
        counter("attache_unread_messages", "A worker did not read.", (o, h) -> h.unreadMessages());
        counter("attache_realtime_connects", "Sockets.", (o, h) -> h.traffic().realtimeConnects());
        counter("attache_realtime_frames", "Heard.", (o, h) -> h.traffic().realtimeFrames());
        counter("attache_realtime_rows", "Rows told of.", (o, h) -> h.traffic().realtimeRows());
        counter(
                "attache_realtime_broken_frames",
                "Not of the protocol.",
                (o, h) -> h.traffic().realtimeBroken());
        counter("attache_ingest_requests", "At the door.", (o, h) -> h.traffic().ingestRequests());
        counter("attache_ingest_refused", "Not right.", (o, h) -> h.traffic().ingestRefused());
        counter(
                "attache_ingest_failed",
                "Right, and not in the table: their sender tries again.",
                (o, h) -> h.traffic().ingestFailed());
    }

    void take(Overview overview, Health health) {
        look = new Look(overview, health);
    }

    private void byState() {
        GaugeWithCallback.builder()
                .name("attache_agents")
                .help("Agents, by state.")
                .labelNames("state")
                .callback(callback -> states().forEach((state, n) -> callback.call(n, state)))
                .register(registry);
    }

    private Map<String, Integer> states() {
        Map<String, Integer> counts = new TreeMap<>();
        STATES.forEach(state -> counts.put(state, 0));
        Look now = look;
        if (now != null) {
            now.overview().workers().stream()
                    .filter(worker -> !worker.spare())
                    .forEach(worker -> counts.merge(worker.phase(), 1, Integer::sum));
        }
        return counts;
    }

    private void bySource() {
        GaugeWithCallback.builder()
                .name("attache_source_live")
                .help("1 for a source of activity that proves itself.")
                .labelNames("source")
                .callback(
                        callback -> {
                            Look now = look;
                            if (now != null) {
                                now.health()
                                        .sources()
                                        .forEach(s -> callback.call(flag(s.live()), s.name()));
                            }
                        })
                .register(registry);
    }

    private void gauge(String name, String help, ToDoubleBiFunction<Overview, Health> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(
                        callback -> {
                            Look now = look;
                            if (now != null) {
                                callback.call(value.applyAsDouble(now.overview(), now.health()));
                            }
                        })
                .register(registry);
    }

    private void counter(String name, String help, ToDoubleBiFunction<Overview, Health> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(
                        callback -> {
                            Look now = look;
                            if (now != null) {
                                callback.call(value.applyAsDouble(now.overview(), now.health()));
                            }
                        })
                .register(registry);
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }
}
