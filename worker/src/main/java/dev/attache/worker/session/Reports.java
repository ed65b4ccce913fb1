package dev.attache.worker.session;

import dev.attache.worker.replica.Presence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What others have last been told or shown, and when the next of it is due. */
final class Reports {
    private boolean busy;
    private @Nullable Presence shown;
    private Instant markedAt = Instant.MIN;
    private Instant measureAt = Instant.MAX;
    private Instant keepAt = Instant.MAX;

    void busy(boolean now) {
        busy = now;
    }

    boolean saidBusy() {
        return busy;
    }

    void shown(Presence presence) {
        shown = presence;
    }

    @Nullable Presence shown() {
        return shown;
    }

    void marked(Instant now) {
        markedAt = now;
    }

    Instant markedAt() {
        return markedAt;
    }

    void measureAt(Instant when) {
        measureAt = when;
    }

    Instant measureAt() {
        return measureAt;
    }

    void keepAt(Instant when) {
        keepAt = when;
    }

    /** Then, or earlier where it is due anyway. */
    void keepBy(Instant when) {
        keepAt = when.isBefore(keepAt) ? when : keepAt;
    }

    Instant keepAt() {
        return keepAt;
    }
}
