package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Failures that are no document's fault: the worker command, the document server, the model, the
 * host. Two in a row without a success between them, or the deaths of many documents within a short
 * time, pause all launches but one probe.
 */
final class SharedFaults {
    private static final int IN_A_ROW = 2;
    private static final Duration TOGETHER = Duration.ofSeconds(10);
    private static final int MANY = 4;

    private record Death(Instant at, DocumentId document) {}

    private final Deque<Death> deaths = new ArrayDeque<>();
    private int inARow;
    private @Nullable String pausedBecause;
    private boolean setup;
    private @Nullable Instant probeAt;
    private @Nullable WorkerId probe;
    private @Nullable DocumentId lastProbed;

    /** True when launches pause because of this. */
    boolean fault(String why, boolean beforeReady, Worker worker, Instant now, Policy policy) {
        inARow++;
        setup = beforeReady;
        if (pausedBecause != null) {
            if (worker.id.equals(probe)) {
                probe = null;
                probeAt = now.plus(policy.probeEvery());
            }
            return false;
        }
        if (inARow < IN_A_ROW) {
            return false;
        }
        pause(why, now.plus(policy.probeEvery()));
        lastProbed = worker.document;
        return true;
    }

    /** Remembers a death; true when it is one of many at once, which is nobody's own fault. */
    boolean isOneOfMany(DocumentId document, int agents, Instant now) {
        while (!deaths.isEmpty() && deaths.peekFirst().at().isBefore(now.minus(TOGETHER))) {
            deaths.removeFirst();
        }
        deaths.removeIf(death -> death.document().equals(document));
        deaths.addLast(new Death(now, document));
        return deaths.size() >= Math.max(MANY, agents / 4);
    }

    /** True when launches pause because of this; the first probe may start at once. */
    boolean manyDeaths(Instant now) {
        if (pausedBecause != null) {
            return false;
        }
        pause(
                "agents of "
                        + deaths.size()
                        + " documents died within "
                        + TOGETHER.toSeconds()
                        + " s",
                now);
        setup = false;
        return true;
    }

    /** True when launches go on because of this. */
    boolean success(boolean connected) {
        if (connected || setup) {
            inARow = 0;
        }
        if (pausedBecause == null || !(connected || setup)) {
            return false;
        }
        resume();
        return true;
    }

    boolean isPaused() {
        return pausedBecause != null;
    }

    /** Workers do not get as far as ready: then any process is a probe, a spare, too. */
    boolean isSetup() {
        return setup;
    }

    @Nullable String pausedBecause() {
        return pausedBecause;
    }

    boolean mayProbe(Instant now) {
        return probe == null && probeAt != null && !probeAt.isAfter(now);
    }

    @Nullable Instant probeAt() {
        return probe == null ? probeAt : null;
    }

    @Nullable DocumentId lastProbed() {
        return lastProbed;
    }

    /** A spare is a probe, too, of the worker command alone. */
    void probing(WorkerId worker, @Nullable DocumentId document) {
        probe = worker;
        lastProbed = document;
    }

    /** The probe has gone without an answer to the question: the next one may be asked later. */
    void gone(WorkerId worker, Instant now, Policy policy) {
        if (worker.equals(probe)) {
            probe = null;
            probeAt = now.plus(policy.probeEvery());
        }
    }

    /** The probe turned out to be needed for nothing: the question is still open. */
    void withdrawn(WorkerId worker, Instant now) {
        if (worker.equals(probe)) {
            probe = null;
            probeAt = now;
        }
    }

    private void pause(String why, Instant firstProbe) {
        pausedBecause = why;
        probe = null;
        probeAt = firstProbe;
    }

    void resume() {
        pausedBecause = null;
        probe = null;
        probeAt = null;
        inARow = 0;
        deaths.clear();
    }
}
