package dev.attache.manager.store;

import dev.attache.protocol.DocumentId;

import java.util.ArrayList;
import java.util.List;

/** Entries on their way, each with the way back. */
final class PendingBatch {
    private final List<BookEntry> entries = new ArrayList<>();
    private final List<Runnable> waysBack = new ArrayList<>();

    void add(BookEntry entry, Runnable wayBack) {
        entries.add(entry);
        waysBack.add(wayBack);
    }

    List<BookEntry> entries() {
        return entries;
    }

    boolean holdsMemory(DocumentId document) {
        return entries.stream()
                .anyMatch(
                        entry ->
                                entry instanceof BookEntry.Memory memory
                                        && memory.life().document().equals(document));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** These, in their old order. */
    void putBack(List<Integer> places) {
        places.reversed().forEach(place -> waysBack.get(place).run());
    }
}
