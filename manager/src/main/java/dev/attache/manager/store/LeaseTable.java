package dev.attache.manager.store;

import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.util.Collection;

/** Which manager may attach an agent to which document. Blocks. */
public interface LeaseTable {
    /**
     * Takes the document if it is free, ours, or held by one of the dead; in one round trip.
     *
     * @param epochHint an epoch that the document itself is known to hold, or 0
     */
    Answer claim(DocumentId document, long epochHint, Collection<ManagerTable.Seen> dead)
            throws StoreTrouble;

    sealed interface Answer {
        /** Ours now, with what the next worker must know. */
        record Ours(long epoch, @Nullable Checkpoint checkpoint, Usage today) implements Answer {}

        record Held(String by) implements Answer {}
    }
}
