package dev.attache.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Decides by a seed what is broken and when: the same seed, the same faults. */
final class Schedule {
    private static final int GAP_LEAST_MS = 500;
    private static final int GAP_MOST_MS = 4_000;
    private static final int AWAY_LEAST_MS = 500;

    /** Longer than a manager may be silent before another takes its documents. */
    private static final int AWAY_MOST_MS = 30_000;

    /** Over when they are done: what is broken comes back by itself. */
    private static final Set<Fault> AT_ONCE =
            Set.of(Fault.KILL_WORKER, Fault.CUT_POSTGRES, Fault.DROP_SOCKETS);

    private Schedule() {}

    /** Each kind at least once where the time allows; nothing outlasts the length. */
    static List<Strike> of(long seed, Duration length) {
        Random random = new Random(seed);
        List<Fault> turns = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(turns, random);
        Map<Fault.Target, Duration> free = new EnumMap<>(Fault.Target.class);
        List<Strike> strikes = new ArrayList<>();
        Duration at = Duration.ZERO;
        while (true) {
            at = at.plusMillis(random.nextInt(GAP_LEAST_MS, GAP_MOST_MS));
            if (at.compareTo(length) >= 0) {
                return List.copyOf(strikes);
            }
            Fault fault = turns.isEmpty() ? weighted(random) : nextOf(turns, free, at);
            int choice = random.nextInt(1_000);
            Duration lasts = lasts(fault, random, length.minus(at));
            Duration since = free.getOrDefault(fault.target(), Duration.ZERO);
            if (at.compareTo(since) < 0) {
                continue;
            }
            turns.remove(fault);
            Strike strike = new Strike(at, fault, choice, lasts);
            strikes.add(strike);
            if (fault.target() != Fault.Target.WORKERS) {
                free.put(fault.target(), strike.end());
            }
        }
    }

    /** The first that has something to hit at this time; any, where none has. */
    private static Fault nextOf(List<Fault> turns, Map<Fault.Target, Duration> free, Duration at) {
        return turns.stream()
                .filter(f -> at.compareTo(free.getOrDefault(f.target(), Duration.ZERO)) >= 0)
                .findFirst()
                .orElseGet(turns::getFirst);
    }

    private static Fault weighted(Random random) {
        int left = random.nextInt(weights());
        for (Fault fault : Fault.values()) {
            left -= fault.weight();
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    private static int weights() {
        int sum = 0;
        for (Fault fault : Fault.values()) {
            sum += fault.weight();
        }
        return sum;
    }

    /** Short mostly, long now and then: a tenth of the time is spent in the longest. */
    private static Duration lasts(Fault fault, Random random, Duration left) {
        double share = Math.pow(random.nextDouble(), 3);
        Duration drawn =
                Duration.ofMillis(AWAY_LEAST_MS + (long) (share * (AWAY_MOST_MS - AWAY_LEAST_MS)));
        if (AT_ONCE.contains(fault)) {
            return Duration.ZERO;
        }
        return drawn.compareTo(left) < 0 ? drawn : left;
    }
}
