package dev.attache.worker.session;

import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.marks.GeoMark;
import dev.attache.worker.replica.People;
import dev.attache.worker.session.SessionSettings.SchemaGuard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Who else is there, and what they have been seen to do. */
final class Crowd {
    /** How often the manager hears of people who go on editing. */
    private static final Duration EDITS_EVERY = Duration.ofSeconds(2);

    private People people = new People(List.of());
    private Set<NodeId> composing = Set.of();
    private boolean edited;
    private int peopleTold;
    private Instant toldAt = Instant.MIN;

    void see(People now, Set<NodeId> blocks) {
        people = now;
        composing = Set.copyOf(blocks);
    }

    void edit() {
        edited = true;
    }

    int count() {
        return people.count();
    }

    Set<NodeId> composing() {
        return composing;
    }

    /** An editor that does not know the mark would delete the paragraph that carries it. */
    boolean knowsMarks(SchemaGuard guard) {
        return switch (guard) {
            case EDITORS -> people.allKnow(GeoMark.NAME);
            case ALL -> people.allClientsKnow(GeoMark.NAME);
            case OFF -> true;
        };
    }

    boolean edited() {
        return edited;
    }

    /** When the manager should hear of them; comings and goings at once. */
    Instant dueAt() {
        if (people.count() != peopleTold) {
            return Instant.MIN;
        }
        return !edited
                ? Instant.MAX
                : toldAt.equals(Instant.MIN) ? toldAt : toldAt.plus(EDITS_EVERY);
    }

    void told(Instant now) {
        peopleTold = people.count();
        edited = false;
        toldAt = now;
    }
}
