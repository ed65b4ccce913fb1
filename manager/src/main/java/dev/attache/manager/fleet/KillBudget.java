package dev.attache.manager.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many workers may be killed for silence in a minute. When more are silent than that, the fault
 * is ours or the host's, and killing them all would make it worse.
 */
final class KillBudget {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LEAST = 5;

    private final Deque<Instant> kills = new ArrayDeque<>();

    boolean allows(int workers, Instant now) {
        return kills.stream().filter(at -> at.isAfter(now.minus(MINUTE))).count()
                < Math.max(LEAST, workers / 10);
    }

    void spent(Instant now) {
        while (!kills.isEmpty() && !kills.peekFirst().isAfter(now.minus(MINUTE))) {
            kills.removeFirst();
        }
        kills.addLast(now);
    }

    /** When the oldest kill of the last minute stops counting. */
    Instant nextAt(Instant now) {
        Instant first =
                kills.stream().filter(at -> at.isAfter(now.minus(MINUTE))).findFirst().orElse(now);
        return first.plus(MINUTE);
    }
}
