package dev.attache.bench.fleet;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.Policy;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;

/**
 * Many more documents in use than there may be workers, and it stays so: who leaves is followed by
 * another who comes. An event each simulated millisecond, of four equal kinds: somebody leaves,
 * somebody comes, a person joins who the table tells of, a person types whom an agent has seen.
 */
final class FullHouse {
    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(1);

    /** So many are out of use at a time; who came last is out for longest. */
    private static final int AWAY = 1_000;

    private final Random random = new Random(25);
    private final DocumentId[] inUse;
    private final ArrayDeque<DocumentId> away = new ArrayDeque<>();
    private final AnsweringWorld world;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private DocumentId comer;
    private int turn;

    FullHouse(int documents, int workers) {
        world = new AnsweringWorld(new Fleet(Policy.of(workers, 0, workers)));
        inUse = new DocumentId[documents];
        for (int i = 0; i < documents; i++) {
            inUse[i] = new DocumentId("document-" + i);
            Duration sinceSomebodyTyped = Duration.ofSeconds(random.nextInt(3_600));
            world.tell(new Event.InUse(inUse[i], sinceSomebodyTyped), now);
        }
        for (int i = documents; i < documents + AWAY; i++) {
            away.add(new DocumentId("document-" + i));
        }
        comer = inUse[0];
    }

    /** What is done about the next event, so that nobody may leave the doing out. */
    int nextEvent() {
        now = now.plus(BETWEEN_EVENTS);
        return world.tell(next(), now);
    }

    int attached() {
        return world.attached();
    }

    /** Since the house was built. */
    int attaches() {
        return world.attaches();
    }

    private Event next() {
        int place = random.nextInt(inUse.length);
        return switch (turn++ & 3) {
            case 0 -> {
                DocumentId left = inUse[place];
                inUse[place] = away.removeFirst();
                away.addLast(left);
                comer = inUse[place];
                yield new Event.NotInUse(left, "left");
            }
            case 1 -> new Event.InUse(comer, Duration.ZERO);
            case 2 -> new Event.InUse(inUse[place], Duration.ZERO);
            default ->
                    // Nobody types where the others are: their agents make room for who comes.
                    new Event.PeopleSeen(
                            world.attached(random.nextInt(world.attached() / 2)), 1, true);
        };
    }
}
