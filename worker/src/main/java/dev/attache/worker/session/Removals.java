package dev.attache.worker.session;

import dev.attache.worker.crdt.Pin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/**
 * The marks that people have taken away: their decision holds for that mention, however the text
 * around it changes, and for that name in that sentence, wherever it is moved to.
 */
final class Removals {
    /** As many as a checkpoint can carry; a document with more of them loses the oldest. */
    private static final int MOST = 1_000;

    /** One decision; without a pin where the position cannot be held. */
    record Removal(int name, int sentence, Optional<Pin> pin) {}

    private final Deque<Removal> removals = new ArrayDeque<>();

    void add(Removal removal) {
        if (removals.size() >= MOST) {
            removals.remove();
        }
        removals.add(removal);
    }

    Iterable<Removal> oldestFirst() {
        return removals;
    }

    int size() {
        return removals.size();
    }

    boolean isRefused(
            int name,
            int sentence,
            dev.attache.worker.crdt.Place mention,
            Function<Pin, Optional<dev.attache.worker.crdt.Place>> locate) {
        return removals.stream()
                .filter(removal -> removal.name() == name)
                .anyMatch(
                        removal ->
                                removal.sentence() == sentence
                                        || removal.pin()
                                                .flatMap(locate)
                                                .filter(mention::equals)
                                                .isPresent());
    }
}
