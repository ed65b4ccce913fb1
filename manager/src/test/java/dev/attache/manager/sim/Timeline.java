package dev.attache.manager.sim;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Virtual time and what is going to happen in it. */
final class Timeline implements InstantSource {
    private record Plan(Instant at, long order, Runnable what) {}

    private final PriorityQueue<Plan> plans =
            new PriorityQueue<>(Comparator.comparing(Plan::at).thenComparingLong(Plan::order));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long order;

    @Override
    public Instant instant() {
        return now;
    }

    void in(Duration delay, Runnable what) {
        plans.add(new Plan(now.plus(delay), order++, what));
    }

    @Nullable Instant nextAt() {
        Plan first = plans.peek();
        return first == null ? null : first.at();
    }

    void runNext() {
        Plan plan = plans.remove();
        if (plan.at().isAfter(now)) {
            now = plan.at();
        }
        plan.what().run();
    }

    void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }
}
