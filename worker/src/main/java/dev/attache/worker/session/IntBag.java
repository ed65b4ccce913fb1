package dev.attache.worker.session;

import java.util.HashMap;
import java.util.Map;

/** Numbers, and how many times each of them is there. */
final class IntBag {
    private final Map<Integer, Integer> counts = new HashMap<>();

    void add(int number) {
        counts.merge(number, 1, Integer::sum);
    }

    void remove(int number) {
        counts.computeIfPresent(number, (_, count) -> count == 1 ? null : count - 1);
    }

    int count(int number) {
        return counts.getOrDefault(number, 0);
    }
}
