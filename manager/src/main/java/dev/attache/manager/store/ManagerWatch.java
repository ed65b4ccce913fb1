package dev.attache.manager.store;

import dev.attache.manager.store.ManagerTable.Seen;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is dead: one whose counter has stood still through 20 s of our own uninterrupted successful
 * reads. A time stamp cannot tell: it would be compared with a clock that may be wrong.
 */
final class ManagerWatch {
    static final Duration STILL_FOR = Duration.ofSeconds(20);

    /** A longer silence between two reads was ours, a late thread or a machine asleep. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(6);

    private record Still(Seen seen, Instant since) {}

    private final Map<String, Still> watched = new HashMap<>();
    private @Nullable Instant lastRead;

    /** The dead among these, as of this successful read. */
    Set<Seen> read(Collection<Seen> others, Instant now) {
        if (lastRead != null && lastRead.plus(LONGEST_GAP).isBefore(now)) {
            failed();
        }
        lastRead = now;
        watched.keySet().retainAll(others.stream().map(Seen::id).toList());
        var dead = new HashSet<Seen>();
        for (Seen other : others) {
            Still still = watched.get(other.id());
            if (still == null || !still.seen().equals(other)) {
                watched.put(other.id(), new Still(other, now));
            } else if (!now.isBefore(still.since().plus(STILL_FOR))) {
                dead.add(other);
            }
        }
        return dead;
    }

    /** Nobody is known to be dead any more: it may have been us who could not see. */
    void failed() {
        watched.clear();
        lastRead = null;
    }
}
