package dev.attache.manager.realtime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Proof that the other side of the socket is there. No answer by the next beat: it is not. */
final class Heartbeat {
    private static final Duration EVERY = Duration.ofSeconds(25);

    private Instant next = Instant.MAX;
    private @Nullable String unanswered;

    void begin(Instant now) {
        next = now.plus(EVERY);
        unanswered = null;
    }

    void stop() {
        next = Instant.MAX;
        unanswered = null;
    }

    Instant next() {
        return next;
    }

    boolean isDue(Instant now) {
        return !now.isBefore(next);
    }

    boolean isDead(Instant now) {
        return isDue(now) && unanswered != null;
    }

    void beat(String ref, Instant now) {
        unanswered = ref;
        next = now.plus(EVERY);
    }

    void answered(@Nullable String ref) {
        if (ref != null && ref.equals(unanswered)) {
            unanswered = null;
        }
    }
}
