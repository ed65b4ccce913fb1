package dev.attache.worker.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The fingerprints of all sentences that have been read, in that order; a sentence that stands
 * twice is read twice. Bounded: the oldest are forgotten, and would be read again if somebody
 * touched them.
 */
final class Readings {
    private static final int MOST = 100_000;

    private final Deque<Integer> order = new ArrayDeque<>();
    private final IntBag counts = new IntBag();

    void add(int print) {
        order.add(print);
        counts.add(print);
        if (order.size() > MOST) {
            counts.remove(order.remove());
        }
    }

    int count(int print) {
        return counts.count(print);
    }

    /**
     * As many as there is room for, oldest first. Those that stand in the document go before those
     * that have been edited away, and the newer before the older.
     */
    List<Integer> worthKeeping(int room, IntBag present) {
        if (order.size() <= room) {
            return List.copyOf(order);
        }
        IntBag left = present.copy();
        List<Integer> newestFirst = new ArrayList<>();
        List<Integer> gone = new ArrayList<>();
        for (Integer print : (Iterable<Integer>) order::descendingIterator) {
            if (left.count(print) > 0) {
                left.remove(print);
                newestFirst.add(print);
            } else {
                gone.add(print);
            }
        }
        newestFirst.addAll(gone);
        List<Integer> kept = new ArrayList<>(newestFirst.subList(0, room));
        Collections.reverse(kept);
        return kept;
    }
}
