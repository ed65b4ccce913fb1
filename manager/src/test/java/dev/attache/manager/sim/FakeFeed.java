package dev.attache.manager.sim;

import dev.attache.manager.activity.ActivityFeed.Timing;
import dev.attache.manager.activity.ReadTimes;
import dev.attache.manager.fleet.Event;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the table again when production would, tells what differs, and sees that this is never
 * later than is published, whatever the sources have lost.
 */
final class FakeFeed {
    private static final Duration BOUND = Timing.STANDARD.period();
    private static final int READ_TAKES_MS = 300;

    private final Table table;
    private final Timeline time;
    private final Odds odds;
    private final Consumer<Event> inbox;
    private final ReadTimes times = new ReadTimes(Timing.STANDARD);
    private final Map<DocumentId, Table.Row> told = new HashMap<>();
    private final Map<DocumentId, Instant> untold = new HashMap<>();
    private boolean reachable = true;
    private boolean reading;
    private int failures;
    private long plan;

    FakeFeed(Table table, Timeline time, Odds odds, Consumer<Event> inbox) {
        this.table = table;
        this.time = time;
        this.odds = odds;
        this.inbox = inbox;
        time.in(Duration.ZERO, this::plan);
    }

    /** A source has heard something; news of it is late, doubled or lost itself. */
    void hint() {
        if (!odds.hits(odds.loseHint)) {
            time.in(odds.between(0, 800), this::hinted);
        }
        if (odds.hits(0.1)) {
            time.in(odds.between(0, 3_000), this::hinted);
        }
    }

    /** Somebody came to a document or left it just now. */
    void changed(DocumentId document) {
        untold.putIfAbsent(document, time.instant());
    }

    /** Nobody can be told while the table is away or the machine sleeps: the bound begins anew. */
    void excuse() {
        untold.replaceAll((_, _) -> time.instant());
    }

    private void hinted() {
        times.hinted();
        plan();
    }

    private void plan() {
        if (reading) {
            return;
        }
        long number = ++plan;
        Duration wait = Duration.between(time.instant(), times.next());
        time.in(
                times.next().equals(Instant.MIN) || wait.isNegative() ? Duration.ZERO : wait,
                () -> {
                    if (number == plan) {
                        read();
                    }
                });
    }

    private void read() {
        times.began();
        Instant began = time.instant();
        if (table.away) {
            tellReachable(false);
            times.failed(began, ++failures);
            plan();
            return;
        }
        failures = 0;
        tellReachable(true);
        reading = true;
        // The rows are as old as the read took.
        Map<DocumentId, Table.Row> seen = new TreeMap<>(table.rows);
        time.in(
                odds.between(1, READ_TAKES_MS),
                () -> {
                    tell(seen, began);
                    times.read(began, time.instant());
                    reading = false;
                    plan();
                });
    }

    private void tellReachable(boolean now) {
        if (now != reachable) {
            reachable = now;
            inbox.accept(new Event.BooksReachable(now));
        }
    }

    private void tell(Map<DocumentId, Table.Row> seen, Instant readAt) {
        for (DocumentId document : List.copyOf(seen.keySet())) {
            Table.Row row = Objects.requireNonNull(seen.get(document));
            Table.Row before = told.put(document, row);
            if (row.equals(before)) {
                continue;
            }
            if (Table.OTHER.equals(row.holder())) {
                inbox.accept(new Event.LeasedElsewhere(document, Table.OTHER, row.epoch()));
            } else {
                inbox.accept(new Event.LeaseFree(document));
            }
            inbox.accept(
                    row.inUse()
                            ? new Event.InUse(document, Duration.between(row.activity(), readAt))
                            : new Event.NotInUse(document, "nobody is in it"));
        }
        Duration bound = BOUND.plusMillis(2 * READ_TAKES_MS);
        untold.forEach(
                (document, changed) ->
                        Broken.unless(
                                Duration.between(changed, time.instant()).compareTo(bound) <= 0,
                                "the planner was not told of " + document + " within " + bound));
        untold.values().removeIf(changed -> !changed.isAfter(readAt));
    }
}
