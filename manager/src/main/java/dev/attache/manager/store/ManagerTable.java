package dev.attache.manager.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The managers that share this database. Blocks. */
public interface ManagerTable {
    /**
     * One beat of ours, and what all others say. The first beat of an instance takes the row of its
     * id over; a later one finds out when somebody else has.
     */
    Round beat(ManagerIdentity self, int capacity, boolean draining, boolean first)
            throws StoreTrouble;

    Optional<Seen> find(String id) throws StoreTrouble;

    /** Gone for good: the row goes, and what this instance still holds is free. */
    void leave(ManagerIdentity self) throws StoreTrouble;

    /** Another manager, as its row was read. */
    record Seen(String id, UUID instance, String host, long pid, long heartbeat) {}

    /**
     * What one beat has found.
     *
     * @param rival another instance that has our id now
     */
    record Round(List<Seen> others, @Nullable Seen rival) {
        public Round {
            others = List.copyOf(others);
        }
    }
}
