package dev.attache.worker.crdt;

import dev.attache.worker.crdt.UpdateParts.Part;
import dev.attache.worker.crdt.UpdateParts.Run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts of updates that came before what they continue. yrs would take them at once and leave a
 * hole; when a later update reaches over the far edge of such a hole, it follows a freed pointer
 * (Update::integrate of 0.28.1). So they wait here until the gap before them has closed.
 */
final class EarlyParts {
    /** More than this is dropped: what is missing is asked for again, and then comes whole. */
    static final int MOST = 256;

    static final int MOST_BYTES = 1 << 20;

    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record Waiting(Part part, byte[] update) {
        boolean covers(Part other) {
            return part.client() == other.client()
                    && part.clock() <= other.clock()
                    && part.end() >= other.end();
        }
    }

    /** How far a document knows what these clients did. */
    interface Clocks {
        Map<Long, Integer> of(Collection<Long> clients);
    }

    private final List<Waiting> waiting = new ArrayList<>();
    private int bytes;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * What of an update, and of what has been waiting, leaves no gap now; to be applied in this
     * order.
     *
     * @return the updates, and whether anything of this one has to wait
     */
    Admitted admit(UpdateParts update, Clocks clocks) {
        Set<Long> clients = new HashSet<>();
        update.parts().forEach(part -> clients.add(part.client()));
        waiting.forEach(early -> clients.add(early.part.client()));
        Map<Long, Integer> known = new HashMap<>(clocks.of(clients));
        List<byte[]> ready = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        boolean whole = true;
        for (Part part : update.parts()) {
            if (!joins(part, known)) {
                whole = false;
                keep(update, part);
            } else if (!runs.isEmpty() && runs.getLast().first().client() == part.client()) {
                runs.set(runs.size() - 1, new Run(runs.getLast().first(), part));
            } else {
                runs.add(new Run(part, part));
            }
        }
        ready.add(whole ? update.bytes() : update.only(runs));
        release(known, ready);
        return new Admitted(ready, !whole);
    }

    /** The updates that may be applied now, and whether something of the new one may not. */
    record Admitted(List<byte[]> updates, boolean cut) {}

    /** The parts of a client come in the order of their clocks: a gap holds up all behind it. */
    private static boolean joins(Part part, Map<Long, Integer> known) {
        if (part.clock() > known.getOrDefault(part.client(), 0)) {
            return false;
        }
        known.merge(part.client(), part.end(), Math::max);
        return true;
    }

    private void keep(UpdateParts update, Part part) {
        if (waiting.stream().anyMatch(early -> early.covers(part))) {
            return;
        }
        Waiting fresh = new Waiting(part, update.alone(part));
        waiting.removeIf(early -> fresh.covers(early.part) && letGo(early));
        if (waiting.size() < MOST && bytes + fresh.update.length <= MOST_BYTES) {
            waiting.add(fresh);
            bytes += fresh.update.length;
        }
    }

    private boolean letGo(Waiting early) {
        bytes -= early.update.length;
        return true;
    }

    /** One that joins may be what another has waited for. */
    private void release(Map<Long, Integer> known, List<byte[]> ready) {
        boolean joined = true;
        while (joined) {
            joined = false;
            for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
                Waiting early = each.next();
                boolean news = early.part.end() > known.getOrDefault(early.part.client(), 0);
                if (joins(early.part, known)) {
                    each.remove();
                    joined = letGo(early);
                    if (news) {
                        ready.add(early.update);
                    }
                }
            }
        }
    }
}
