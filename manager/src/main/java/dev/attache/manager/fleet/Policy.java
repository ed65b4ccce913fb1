package dev.attache.manager.fleet;

import java.time.Duration;

/** The numbers of the decision. */
public record Policy(
        int capacity,
        int warmSpares,
        int launchesAtOnce,
        Duration evictQuiet,
        Duration minResidency,
        Duration swapEvery,
        Duration claimWithin,
        Duration readyWithin,
        Duration connectWithin,
        Duration pingEvery,
        Duration answerWithin,
        Duration releaseWithin,
        Duration busyAtMost,
        Duration stopWithin,
        Duration termWithin,
        Duration killAgain,
        Duration backOffFirst,
        Duration backOffMost,
        Duration goodLife,
        int deathsToQuarantine,
        Duration deathsWithin,
        Duration quarantineFirst,
        Duration quarantineMost,
        Duration restFirst,
        Duration restMost,
        Duration probeEvery,
        Duration spareAge,
        MemoryLimits memory) {

    /**
     * Longer than a statement, and a queue of them, may take. Whoever claims keeps to it: no answer
     * is given later, so that none is taken for the answer to another question.
     */
    public static final Duration CLAIM_ANSWERED_WITHIN = Duration.ofMinutes(2);

    /** PSS with children, MB; 0 switches a threshold off. */
    public record MemoryLimits(long warnMb, long releaseMb, long killMb) {}

    public Policy {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity must not be negative: " + capacity);
        }
        if (warmSpares < 0) {
            throw new IllegalArgumentException("warm spares must not be negative: " + warmSpares);
        }
        if (launchesAtOnce < 1) {
            throw new IllegalArgumentException("launches at once must be positive");
        }
    }

    /** The defaults of the design for this many agents and cores. */
    public static Policy of(int capacity, int warmSpares, int launchesAtOnce) {
        return new Policy(
                capacity,
                warmSpares,
                launchesAtOnce,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                Duration.ofSeconds(60),
                5,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                new MemoryLimits(256, 512, 1024));
    }

    /** Zero gives the seed's plain LRU: no shelter by time, no limit of swaps. */
    public boolean plainLru() {
        return evictQuiet.isZero();
    }
}
