package dev.attache.worker.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fingerprints of the sentences that have been read, the longest known first; one that stands
 * twice in the document is read twice. What leaves the document is forgotten, so that it is read
 * when it comes again. Bounded: the oldest are forgotten, and are read again by the next worker.
 */
final class Readings {
    private static final int MOST = 100_000;

    private final Map<Integer, Integer> counts = new LinkedHashMap<>();

    void add(int print) {
        counts.merge(print, 1, Integer::sum);
        if (counts.size() > MOST) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    int count(int print) {
        return counts.getOrDefault(print, 0);
    }

    /** No more of it than stand in the document; whether that changed anything. */
    boolean limit(int print, int present) {
        if (count(print) <= present) {
            return false;
        }
        if (present == 0) {
            counts.remove(print);
        } else {
            counts.put(print, present);
        }
        return true;
    }

    /** The same for all of them. */
    void limit(IntBag present) {
        List.copyOf(counts.keySet()).forEach(print -> limit(print, present.count(print)));
    }

    /** As many as there is room for, oldest first; it is the oldest that go. */
    List<Integer> newest(int room) {
        List<Integer> all = new ArrayList<>();
        counts.forEach(
                (print, count) -> {
                    for (int i = 0; i < count; i++) {
                        all.add(print);
                    }
                });
        return all.subList(Math.max(0, all.size() - room), all.size());
    }
}
