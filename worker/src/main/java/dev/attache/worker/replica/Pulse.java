package dev.attache.worker.replica;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pings of one connection after another: when the next is due, and by when it must be answered. */
final class Pulse {
    private static final Duration EVERY = Duration.ofSeconds(20);

    private final Duration patience;
    private Instant next = Instant.MAX;
    private Instant limit = Instant.MAX;
    private Optional<Duration> latency = Optional.empty();

    Pulse(Duration patience) {
        this.patience = patience;
    }

    void start(Instant now) {
        next = now;
        limit = Instant.MAX;
    }

    void stop() {
        next = Instant.MAX;
        limit = Instant.MAX;
    }

    boolean isDue(Instant now) {
        return !next.isAfter(now);
    }

    void pinged(Instant now) {
        next = Instant.MAX;
        limit = now.plus(patience);
    }

    void answered(Duration after, Instant now) {
        latency = Optional.of(after);
        limit = Instant.MAX;
        next = now.plus(EVERY);
    }

    boolean hasStopped(Instant now) {
        return !limit.isAfter(now);
    }

    /** When something has to be done. */
    Instant wakeAt() {
        return next.isBefore(limit) ? next : limit;
    }

    Optional<Duration> latency() {
        return latency;
    }
}
