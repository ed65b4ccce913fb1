package dev.attache.worker.extract;

import java.time.Duration;
import java.time.Instant;

/** Leaves a failing model alone for a while, then lets one question through. Of one thread. */
final class CircuitBreaker {

    private static final int FAILURES = 3;
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private int failures;
    private Duration rest = FIRST_REST;
    private Instant closedFrom = Instant.MIN;

    boolean isOpen(Instant now) {
        return now.isBefore(closedFrom);
    }

    void succeeded() {
        failures = 0;
        rest = FIRST_REST;
    }

    void failed(Instant now) {
        failures++;
        if (failures < FAILURES) {
            return;
        }
        closedFrom = now.plus(rest);
        Duration doubled = rest.multipliedBy(2);
        rest = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
    }
}
