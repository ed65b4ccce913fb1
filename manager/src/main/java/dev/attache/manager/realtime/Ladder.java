package dev.attache.manager.realtime;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: 1, 2, 5, 10 s, a fifth more or less. */
final class Ladder {
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10));

    /** Nothing but a person will change it: still tried, because nobody tells us when they have. */
    private static final Duration SLOW = Duration.ofSeconds(60);

    private final RandomGenerator dice;
    private int step;

    Ladder(RandomGenerator dice) {
        this.dice = dice;
    }

    Duration next() {
        Duration wait = STEPS.get(Math.min(step, STEPS.size() - 1));
        step++;
        return jittered(wait);
    }

    Duration slow() {
        return jittered(SLOW);
    }

    void reset() {
        step = 0;
    }

    /** So that many managers do not all come back in the same second. */
    private Duration jittered(Duration wait) {
        long millis = wait.toMillis();
        return Duration.ofMillis(millis * 4 / 5 + dice.nextLong(millis * 2 / 5 + 1));
    }
}
