package dev.attache.manager.testkit;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.store.BookEntry;
import dev.attache.manager.store.BookTable;
import dev.attache.manager.store.StoreTrouble;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps what is written, and can be away or refuse some of it. */
public final class InMemoryBooks implements BookTable {
    private final List<BookEntry> written = new ArrayList<>();
    private Predicate<BookEntry> refused = _ -> false;
    private Predicate<BookEntry> held = _ -> false;
    private int attempts;
    private Consumer<BookEntry> told = _ -> {};
    private boolean away;

    @Override
    public synchronized void write(List<BookEntry> entries, Duration locksWithin)
            throws StoreTrouble {
        if (away) {
            throw new StoreTrouble(StoreTrouble.Fault.WEATHER, "the database is away", null);
        }
        attempts++;
        if (entries.stream().anyMatch(held)) {
            throw new StoreTrouble(StoreTrouble.Fault.HELD, "another client holds a row", null);
        }
        if (entries.stream().anyMatch(refused)) {
            throw new StoreTrouble(StoreTrouble.Fault.ROW, "a rule of the table", null);
        }
        written.addAll(entries);
        entries.forEach(told);
    }

    public synchronized List<BookEntry> written() {
        return List.copyOf(written);
    }

    /** The row of one life, as it stands. */
    public synchronized Optional<BookEntry.Status> latest(Life life) {
        Map<Life, BookEntry.Status> rows = new LinkedHashMap<>();
        for (BookEntry entry : written) {
            if (entry instanceof BookEntry.Status status) {
                rows.put(status.life(), status);
            }
        }
        return Optional.ofNullable(rows.get(life));
    }

    /** Called with each entry as it is written. */
    public synchronized void onWrite(Consumer<BookEntry> listener) {
        told = listener;
    }

    public synchronized void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    /** As when another client has locked rows. */
    public synchronized void hold(Predicate<BookEntry> what) {
        held = what;
    }

    public synchronized int attempts() {
        return attempts;
    }

    public synchronized void refuse(Predicate<BookEntry> what) {
        refused = what;
    }
}
