package dev.attache.manager.sim;

import dev.attache.manager.fleet.Event;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the table again on each hint and every 15 s, and tells what differs, sometimes late. */
final class FakeFeed {
    private static final Duration PERIOD = Duration.ofSeconds(15);

    private final Table table;
    private final Timeline time;
    private final Odds odds;
    private final Consumer<Event> inbox;
    private final Map<DocumentId, Table.Row> told = new HashMap<>();
    private boolean reachable = true;

    FakeFeed(Table table, Timeline time, Odds odds, Consumer<Event> inbox) {
        this.table = table;
        this.time = time;
        this.odds = odds;
        this.inbox = inbox;
        time.in(Duration.ZERO, this::periodically);
    }

    void hint() {
        if (!odds.hits(odds.loseHint)) {
            time.in(odds.between(0, 800), this::read);
        }
        if (odds.hits(0.1)) {
            time.in(odds.between(0, 3_000), this::read);
        }
    }

    private void periodically() {
        read();
        time.in(PERIOD, this::periodically);
    }

    private void read() {
        if (table.away) {
            tellReachable(false);
            return;
        }
        tellReachable(true);
        // The rows are as old as the read took.
        Instant readAt = time.instant();
        Map<DocumentId, Table.Row> seen = new java.util.TreeMap<>(table.rows);
        time.in(odds.between(1, 300), () -> tell(seen, readAt));
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
    }
}
