package dev.attache.bench.chaos;

import java.time.Duration;

/**
 * One fault, decided before anything runs.
 *
 * @param at since the beginning
 * @param choice which of those there are, counted round
 * @param lasts until it is undone
 */
record Strike(Duration at, Fault fault, int choice, Duration lasts) {
    Strike {
        if (at.isNegative() || lasts.isNegative() || choice < 0) {
            throw new IllegalArgumentException("a strike lies ahead: " + at + " for " + lasts);
        }
    }

    Duration end() {
        return at.plus(lasts);
    }
}
