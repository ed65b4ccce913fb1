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

    /**
     * One decision, as fingerprints; without a pin where the position cannot be held.
     *
     * @param mark the id of the mark that was taken away
     */
    record Removal(int mark, int name, int sentence, Optional<Pin> pin) {}

    /** A name where it stands now, in which sentence. */
    record Mention(int name, int sentence, dev.attache.worker.crdt.Place place) {}

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
            Mention mention, Function<Pin, Optional<dev.attache.worker.crdt.Place>> locate) {
        return removals.stream().anyMatch(removal -> concerns(removal, mention, locate));
    }

    /** The very mark is back, as an undo brings it: the decision is taken back. */
    boolean withdraw(
            int mark,
            Mention mention,
            Function<Pin, Optional<dev.attache.worker.crdt.Place>> locate) {
        return removals.removeIf(
                removal -> removal.mark() == mark && concerns(removal, mention, locate));
    }

    private static boolean concerns(
            Removal removal,
            Mention mention,
            Function<Pin, Optional<dev.attache.worker.crdt.Place>> locate) {
        return removal.name() == mention.name()
                && (removal.sentence() == mention.sentence()
                        || removal.pin()
                                .flatMap(locate)
                                .filter(mention.place()::equals)
                                .isPresent());
    }
}
