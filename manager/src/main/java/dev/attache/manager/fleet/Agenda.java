package dev.attache.manager.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Keys in the order of an instant each; every operation in O(log n). */
final class Agenda<K extends Comparable<K>> {
    record Entry<K>(Instant at, K key) {}

    private final Map<K, Instant> instants = new HashMap<>();
    private final TreeSet<Entry<K>> order =
            new TreeSet<>(
                    Comparator.<Entry<K>, Instant>comparing(Entry::at).thenComparing(Entry::key));

    /** A null instant takes the key out. */
    void set(K key, @Nullable Instant at) {
        Instant before = at == null ? instants.remove(key) : instants.put(key, at);
        if (before != null && before.equals(at)) {
            return;
        }
        if (before != null) {
            order.remove(new Entry<>(before, key));
        }
        if (at != null) {
            order.add(new Entry<>(at, key));
        }
    }

    boolean contains(K key) {
        return instants.containsKey(key);
    }

    @Nullable Entry<K> first() {
        return order.isEmpty() ? null : order.first();
    }

    @Nullable K firstDue(Instant now) {
        Entry<K> first = first();
        return first == null || first.at().isAfter(now) ? null : first.key();
    }

    /** Hands over each key whose time has come; the entry must file it elsewhere. */
    void whileDue(Instant now, Consumer<K> entry) {
        K key = firstDue(now);
        while (key != null) {
            entry.accept(key);
            key = firstDue(now);
        }
    }

    @Nullable Instant firstInstant() {
        Entry<K> first = first();
        return first == null ? null : first.at();
    }

    /** In order; for small agendas that have to be looked through. */
    Iterable<Entry<K>> entries() {
        return order;
    }

    int size() {
        return order.size();
    }
}
