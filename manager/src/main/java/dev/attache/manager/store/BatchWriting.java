package dev.attache.manager.store;

import dev.attache.manager.store.StoreTrouble.Fault;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A batch is written as a whole. When one of it is poison, or somebody else holds a row of it,
 * halving it finds which, so that one document never costs the others their rows. A document that
 * was held is written by itself and after the others from then on, for a while. On the thread of
 * one writer.
 */
final class BatchWriting<T> {
    private static final Logger log = LoggerFactory.getLogger(BatchWriting.class);

    /** A row that somebody else holds for longer is theirs for a while; all else can be done. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Somebody holds rows just now, and the others have waited for them once. */
    static final Duration LITTLE_PATIENCE = Duration.ofMillis(50);

    /** Each costs a little patience. If more are held, it is the table and not a row. */
    static final int MOST_HELD = 8;

    private static final Duration STAYS_ASIDE = Duration.ofMinutes(1);

    /** Where it goes, all of it or nothing. Blocks. */
    @FunctionalInterface
    interface Table<T> {
        void write(List<T> entries, Duration locksWithin) throws StoreTrouble;
    }

    /**
     * What became of it.
     *
     * @param left the places in the batch of what is to be written later
     * @param refused the places of what Postgres refuses and always will
     * @param held documents of which somebody else holds a row
     * @param refusal what Postgres said to what it refused last, or nothing
     * @param trouble why something is left, if it is
     */
    record Outcome(
            int written,
            List<Integer> left,
            List<Integer> refused,
            Set<DocumentId> held,
            String refusal,
            @Nullable StoreTrouble trouble) {}

    private final Table<T> table;
    private final Function<T, @Nullable DocumentId> documentOf;
    private final BiFunction<T, Duration, T> later;

    /** With the time when it was last found held; who is tried next comes first. */
    private final SequencedMap<DocumentId, Instant> aside = new LinkedHashMap<>();

    /**
     * @param later the same after it has waited this much longer
     */
    BatchWriting(
            Table<T> table,
            Function<T, @Nullable DocumentId> documentOf,
            BiFunction<T, Duration, T> later) {
        this.table = table;
        this.documentOf = documentOf;
        this.later = later;
    }

    Outcome write(List<T> entries, Instant now) {
        aside.values().removeIf(since -> !now.isBefore(since.plus(STAYS_ASIDE)));
        return new Attempt(entries, now).write();
    }

    private final class Attempt {
        private final List<T> entries;
        private final Instant now;
        private final long began = System.nanoTime();
        private final List<Integer> left = new ArrayList<>();
        private final List<Integer> refused = new ArrayList<>();
        private final Set<DocumentId> held = new LinkedHashSet<>();
        private boolean tried;
        private int written;
        private String refusal = "";
        private @Nullable StoreTrouble trouble;

        /** What has not been tried yet is left, too. */
        private boolean over;

        Attempt(List<T> entries, Instant now) {
            this.entries = entries;
            this.now = now;
        }

        Outcome write() {
            boolean somebodyHolds = !aside.isEmpty();
            List<Integer> others = new ArrayList<>();
            Map<DocumentId, List<Integer>> ofThoseAside = new LinkedHashMap<>();
            aside.keySet().forEach(document -> ofThoseAside.put(document, new ArrayList<>()));
            for (int place = 0; place < entries.size(); place++) {
                DocumentId document = documentAt(place);
                (document == null ? others : ofThoseAside.getOrDefault(document, others))
                        .add(place);
            }
            write(others, somebodyHolds ? LITTLE_PATIENCE : PATIENCE);
            ofThoseAside.values().forEach(places -> write(places, LITTLE_PATIENCE));
            left.sort(null);
            return new Outcome(written, left, refused, held, refusal, trouble);
        }

        private void write(List<Integer> places, Duration locksWithin) {
            List<Integer> free = withoutHeld(places);
            if (free.isEmpty()) {
                return;
            }
            if (over) {
                left.addAll(free);
                return;
            }
            try {
                table.write(at(free), locksWithin);
                written += free.size();
            } catch (StoreTrouble e) {
                switch (e.fault()) {
                    case WEATHER, SETUP -> {
                        left.addAll(free);
                        trouble = e;
                        over = true;
                    }
                    case ROW, HELD -> narrow(free, e);
                }
            }
        }

        /** First the earlier half: nothing of a document overtakes. */
        private void narrow(List<Integer> places, StoreTrouble e) {
            boolean oneDocument = places.stream().map(this::documentAt).distinct().count() == 1;
            if (e.fault() == Fault.HELD && oneDocument) {
                hold(places, e);
            } else if (places.size() == 1) {
                refuse(places.getFirst(), e);
            } else {
                int middle = places.size() / 2;
                write(places.subList(0, middle), LITTLE_PATIENCE);
                write(places.subList(middle, places.size()), LITTLE_PATIENCE);
            }
        }

        private void hold(List<Integer> places, StoreTrouble e) {
            left.addAll(places);
            trouble = e;
            DocumentId document = documentAt(places.getFirst());
            if (document == null) {
                over = true;
                return;
            }
            held.add(document);
            aside.remove(document);
            aside.put(document, now);
            over = held.size() >= MOST_HELD;
        }

        private void refuse(int place, StoreTrouble e) {
            refused.add(place);
            refusal = String.valueOf(e.getMessage());
            log.error(
                    "set aside what Postgres refuses what={} why={}",
                    entries.get(place).getClass().getSimpleName(),
                    e.getMessage());
        }

        private List<Integer> withoutHeld(List<Integer> places) {
            List<Integer> free = new ArrayList<>();
            for (int place : places) {
                DocumentId document = documentAt(place);
                (document != null && held.contains(document) ? left : free).add(place);
            }
            return free;
        }

        private @Nullable DocumentId documentAt(int place) {
            return documentOf.apply(entries.get(place));
        }

        private List<T> at(List<Integer> places) {
            if (!tried) {
                tried = true;
                return places.stream().map(entries::get).toList();
            }
            // The tries before have waited for locks.
            Duration waited = Duration.ofNanos(System.nanoTime() - began);
            return places.stream().map(place -> later.apply(entries.get(place), waited)).toList();
        }
    }
}
