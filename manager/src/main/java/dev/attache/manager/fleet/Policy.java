package dev.attache.manager.fleet;

import java.time.Duration;
import java.time.Instant;

/** The numbers of the decision. */
public record Policy(
        int capacity,
        int warmSpares,
        int launchesAtOnce,
        Eviction eviction,
        Starting starting,
        Pings pings,
        Leaving leaving,
        BackOff backOff,
        Quarantine quarantine,
        Rest rest,
        Duration probeEvery,
        MemoryLimits memory) {

    /**
     * Longer than a statement, and a queue of them, may take. Whoever claims keeps to it: no answer
     * is given later, so that none is taken for the answer to another question.
     */
    public static final Duration CLAIM_ANSWERED_WITHIN = Duration.ofMinutes(2);

    /**
     * When one document's agent may be taken for another's.
     *
     * @param quiet since the last edit; zero for plain LRU
     * @param residency since it was attached
     * @param swapEvery between two swaps of one document
     */
    public record Eviction(Duration quiet, Duration residency, Duration swapEvery) {}

    /** How long each step on the way to an agent may take, and how old a spare may grow. */
    public record Starting(
            Duration claimWithin,
            Duration readyWithin,
            Duration connectWithin,
            Duration spareAge) {}

    /** How often a worker is asked whether it lives, and how long it may take to say so. */
    public record Pings(Duration every, Duration answerWithin) {
        private static final int STEPS = 30;

        /**
         * On a coarse clock, so that a turn asks all that are due soon and hundreds cost little.
         */
        Instant nextAfter(Instant answered) {
            long step = Math.max(1, every.toMillis() / STEPS);
            long due = answered.plus(every).toEpochMilli();
            return Instant.ofEpochMilli(Math.ceilDiv(due, step) * step);
        }
    }

    /** How long each step on the way out may take, from a question to the second SIGKILL. */
    public record Leaving(
            Duration releaseWithin,
            Duration busyAtMost,
            Duration stopWithin,
            Duration termWithin,
            Duration killAgain) {}

    /** Between two starts of one document's agent, doubling; forgotten after a good life. */
    public record BackOff(Duration first, Duration most, Duration goodLife) {}

    /**
     * After so many deaths within so long; doubling with each strike.
     *
     * @param deaths 0 switches it off
     */
    public record Quarantine(int deaths, Duration within, Duration first, Duration most) {}

    /** Of a document that somebody else's agent holds. */
    public record Rest(Duration first, Duration most) {}

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
                new Eviction(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(1)),
                new Starting(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(30)),
                new Pings(Duration.ofSeconds(30), Duration.ofSeconds(5)),
                new Leaving(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5)),
                new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(60)),
                new Quarantine(
                        5, Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofHours(24)),
                new Rest(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                Duration.ofSeconds(30),
                new MemoryLimits(256, 512, 1024));
    }

    /** Zero gives the seed's plain LRU: no shelter by time, no limit of swaps. */
    public boolean plainLru() {
        return eviction.quiet().isZero();
    }
}
