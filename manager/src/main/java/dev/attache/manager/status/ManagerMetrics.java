package dev.attache.manager.status;

import dev.attache.manager.Watcher;
import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Overview;
import dev.attache.protocol.DocumentId;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Counts what happens and what is decided, in Prometheus' words. Told on any thread. */
public final class ManagerMetrics implements Watcher {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final InstantSource clock;
    private final Journeys journeys = new Journeys();
    private final Standings standings = new Standings(registry);
    private volatile Instant lastTurn;

    private final Counter starts =
            counter(
                    "attache_starts",
                    "Agents attached, by whether the process had waited.",
                    "origin");
    private final Counter restarts =
            counter("attache_restarts", "Agents attached again after a death, by why.", "reason");
    private final Counter evictions =
            counter("attache_evictions", "Agents that left for a more recently active document.");
    private final Counter refusals =
            counter("attache_release_refusals", "Workers that were busy when asked to leave.");
    private final Counter incidents =
            counter("attache_incidents", "What went wrong with workers, by kind.", "kind");
    private final Counter launchFailures =
            counter("attache_launch_failures", "Processes that could not be started.");
    private final Counter alarms = counter("attache_alarms", "Sentences that asked for a person.");
    private final Counter quarantines =
            counter("attache_quarantines", "Documents put into quarantine.");
    private final Counter calls = counter("attache_llm_calls", "Calls of the model.");
    private final Counter tokens =
            counter("attache_llm_tokens", "Tokens of the model, in and out.", "direction");
    private final Counter turns = counter("attache_loop_turns", "Turns of the loop.");
    private final Counter events = counter("attache_loop_events", "Facts that the loop took.");
    private final Counter actions = counter("attache_loop_actions", "Decisions of the loop.");
    private final Histogram lag =
            histogram(
                    "attache_loop_lag_seconds",
                    "How late a turn began.",
                    0.001,
                    0.005,
                    0.025,
                    0.1,
                    0.5,
                    2,
                    10);
    private final Histogram timeToAttached =
            histogram(
                    "attache_time_to_attached_seconds",
                    "From a document in use without an agent to one that is connected.",
                    0.1,
                    0.25,
                    0.5,
                    1,
                    2,
                    5,
                    10,
                    30,
                    60,
                    300);
    private final Histogram ping =
            histogram(
                    "attache_ping_seconds",
                    "From a ping to the answer of the worker's own loop.",
                    0.001,
                    0.005,
                    0.025,
                    0.1,
                    0.5,
                    1,
                    5);

    public ManagerMetrics(InstantSource clock) {
        this.clock = clock;
        this.lastTurn = clock.instant();
        for (Action.Origin origin : Action.Origin.values()) {
            starts.initLabelValues(word(origin));
        }
        tokens.initLabelValues("in");
        tokens.initLabelValues("out");
    }

    @Override
    public void happened(Event event) {
        Instant now = clock.instant();
        switch (event) {
            case Event.InUse e -> journeys.wanted(e.document(), now);
            case Event.NotInUse e -> journeys.unwanted(e.document());
            case Event.WorkerConnected e ->
                    journeys.connected(e.worker(), now)
                            .ifPresent(took -> timeToAttached.observe(seconds(took)));
            case Event.WorkerAnswered e ->
                    journeys.answered(e.worker(), e.ping(), now)
                            .ifPresent(took -> ping.observe(seconds(took)));
            case Event.WorkerBusy e -> {
                if (journeys.refused(e.worker())) {
                    refusals.inc();
                }
            }
            case Event.WorkerExited e -> {
                if (journeys.ended(e.worker(), e.exit(), now)) {
                    evictions.inc();
                }
            }
            case Event.LaunchFailed e -> {
                launchFailures.inc();
                journeys.launchFailed(e.worker());
            }
            default -> {}
        }
    }

    @Override
    public void decided(Action action) {
        Instant now = clock.instant();
        switch (action) {
            case Action.Attach a -> {
                starts.labelValues(word(a.origin())).inc();
                journeys.attaching(a.worker(), a.life(), now)
                        .ifPresent(reason -> restarts.labelValues(reason).inc());
            }
            case Action.Ping a -> journeys.pinged(a.worker(), a.id(), now);
            case Action.Release a -> journeys.askedToLeave(a.worker(), a.reason());
            case Action.Stop a -> journeys.toldToLeave(a.worker(), a.reason());
            case Action.Kill a -> journeys.toldToLeave(a.worker(), a.reason());
            case Action.Report a -> incidents.labelValues(a.kind()).inc();
            case Action.Quarantine _ -> quarantines.inc();
            case Action.Alarm _ -> alarms.inc();
            default -> {}
        }
    }

    @Override
    public void turned(Instant at, int taken, int decided, Duration late) {
        lastTurn = clock.instant();
        turns.inc();
        events.inc(taken);
        actions.inc(decided);
        lag.observe(seconds(late));
    }

    @Override
    public void used(DocumentId document, long more, long tokensIn, long tokensOut) {
        calls.inc(more);
        tokens.labelValues("in").inc(tokensIn);
        tokens.labelValues("out").inc(tokensOut);
    }

    /** How long ago the loop has turned. */
    public Duration sinceLastTurn() {
        return Duration.between(lastTurn, clock.instant());
    }

    String contentType() {
        return writer.getContentType();
    }

    /** All series, with the fleet as it stands now. One scrape at a time. */
    synchronized String scraped(Overview overview, Health health) {
        standings.take(overview, health);
        var text = new ByteArrayOutputStream();
        try {
            writer.write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes everything", e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private Histogram histogram(String name, String help, double... bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static double seconds(Duration d) {
        return d.toNanos() / 1e9;
    }
}
