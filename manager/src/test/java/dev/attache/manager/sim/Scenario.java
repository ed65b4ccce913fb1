package dev.attache.manager.sim;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** What people, operators, the other manager and the host do to one world, until it is quiet. */
final class Scenario {
    private final World world;
    private final Odds odds;
    private final Table table;
    private final int documents;
    private final Duration mean;

    Scenario(World world) {
        this.world = world;
        odds = world.odds;
        table = world.table;
        documents = 1 + odds.upTo(3 * world.policy.capacity() + 2);
        mean = odds.between(300, 8_000);
    }

    void begin() {
        world.time.in(Duration.ZERO, this::step);
    }

    private void step() {
        if (odds.kind) {
            return;
        }
        DocumentId document = anyDocument();
        int what = odds.upTo(100);
        if (what < 55) {
            table.use(document, world.time.instant());
            world.told(document);
        } else if (what < 75) {
            table.leave(document);
            world.told(document);
        } else if (what < 80) {
            otherManager(document);
        } else if (what < 81) {
            // A manager with a wrong clock has been here: the document holds an epoch to come.
            table.admits(document, world.time.instant().toEpochMilli() + odds.upTo(100_000_000));
        } else if (what < 83) {
            outage();
        } else if (what < 86) {
            wish(document);
        } else if (what < 88) {
            world.failedAt.remove(document);
            world.put(new Event.RestartRequested(document));
        } else if (what < 89) {
            world.time.moveTo(world.time.instant().plus(odds.between(3_000, 120_000)));
            world.feed.excuse();
        } else if (what < 92) {
            memory();
        } else if (what < 94) {
            world.realtime.misbehave(odds.between(1_000, 300_000));
        } else {
            edit();
        }
        world.time.in(odds.between(1, 2 * mean.toMillis()), this::step);
    }

    private void otherManager(DocumentId document) {
        Table.Row row = table.row(document);
        if (Table.OTHER.equals(row.holder())) {
            table.giveBack(document, Table.OTHER, row.epoch());
            return;
        }
        Instant now = world.time.instant();
        if (odds.chance(0.2)) {
            // We were believed dead: a higher epoch reaches the document before the news reaches
            // us.
            table.giveBack(document, Table.US, row.epoch());
        }
        Long epoch = table.claim(document, Table.OTHER, 0, now);
        if (epoch != null && odds.chance(0.5)) {
            table.admits(document, epoch);
        }
    }

    private void outage() {
        table.away = true;
        world.time.in(
                odds.between(500, 60_000),
                () -> {
                    table.away = false;
                    world.feed.excuse();
                });
    }

    private void wish(DocumentId document) {
        int kind = odds.upTo(4);
        @Nullable Wish wish =
                switch (kind) {
                    case 0 -> new Wish(Wish.Kind.BAN, "test", null);
                    case 1 -> new Wish(Wish.Kind.PAUSE, "test", null);
                    default -> null;
                };
        world.put(new Event.OverrideRead(document, wish));
        if (wish == null) {
            world.allowed(document);
        } else {
            // Binding from the moment on at which the manager has read it.
            world.forbiddenSoon(document);
        }
    }

    private void memory() {
        world.put(new Event.MemoryFree(false));
        world.time.in(odds.between(100, 20_000), () -> world.put(new Event.MemoryFree(true)));
    }

    private void edit() {
        for (FakeProcess p : world.processes.values()) {
            if (p.alive && p.connected && odds.chance(0.5)) {
                world.put(new Event.PeopleSeen(p.id, 1, true));
                return;
            }
        }
    }

    /** From now on nothing goes wrong and nobody does anything. */
    void becomeQuiet() {
        odds.kind = true;
        world.realtime.behave();
        for (int i = 0; i < documents; i++) {
            Table.Row row = table.row(document(i));
            if (odds.chance(0.7)) {
                table.giveBack(document(i), Table.OTHER, row.epoch());
            }
        }
    }

    private DocumentId anyDocument() {
        return document(odds.upTo(documents));
    }

    private static DocumentId document(int number) {
        return new DocumentId("d" + number);
    }
}
