package dev.attache.manager.store;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * What waits to be written. A later status of the same life replaces the earlier one and keeps its
 * place, so nothing of a document overtakes, and what is pending is bounded by what exists. Only
 * incidents are dropped, the oldest first. Guarded by the writer's lock.
 */
final class PendingBooks {
    static final int MOST_INCIDENTS = 1_000;
    private static final int BATCH = 500;

    /** Up to 64 KiB each. */
    private static final int MEMORIES_AT_ONCE = 50;

    private record Waiting<T>(T what, Instant since) {
        Duration age(Instant now) {
            Duration age = Duration.between(since, now);
            return age.isNegative() ? Duration.ZERO : age;
        }
    }

    private record Kept(Life life, Checkpoint checkpoint) {}

    private final SequencedMap<Life, Waiting<Action.Book>> statuses = new LinkedHashMap<>();
    private final SequencedMap<Life, Waiting<Life>> touched = new LinkedHashMap<>();
    private final SequencedMap<DocumentId, Waiting<Kept>> memories = new LinkedHashMap<>();
    private final SequencedMap<DocumentId, Waiting<Action>> quarantines = new LinkedHashMap<>();
    private final SequencedMap<DocumentId, Waiting<Action.GiveBack>> givenBack =
            new LinkedHashMap<>();
    private final ArrayDeque<Waiting<Action.Report>> incidents = new ArrayDeque<>();
    private final LifeFacts facts = new LifeFacts();
    private final Map<Life, Instant> launched = new HashMap<>();
    private final Map<WorkerId, Waiting<Action.Book>> open = new HashMap<>();
    private long incidentsDropped;

    void book(Action.Book book, Instant now) {
        launched.putIfAbsent(book.life(), now);
        var waiting = new Waiting<>(book, now);
        statuses.put(book.life(), waiting);
        if (closes(book)) {
            open.remove(book.worker());
            touched.remove(book.life());
        } else {
            open.put(book.worker(), waiting);
        }
    }

    void started(WorkerId worker, long pid) {
        facts.started(worker, pid);
        again(worker);
    }

    void ready(WorkerId worker, String version) {
        facts.ready(worker, version);
        again(worker);
    }

    void ended(WorkerId worker) {
        facts.ended(worker);
        open.remove(worker);
    }

    void touched(Life life, Instant now) {
        touched.put(life, new Waiting<>(life, now));
    }

    void keep(Life life, Checkpoint checkpoint, Instant now) {
        memories.put(life.document(), new Waiting<>(new Kept(life, checkpoint), now));
    }

    void quarantine(DocumentId document, Action action, Instant now) {
        quarantines.put(document, new Waiting<>(action, now));
    }

    void giveBack(Action.GiveBack action, Instant now) {
        givenBack.put(action.document(), new Waiting<>(action, now));
    }

    void report(Action.Report report, Instant now) {
        if (incidents.size() == MOST_INCIDENTS) {
            incidents.removeFirst();
            incidentsDropped++;
        }
        incidents.addLast(new Waiting<>(report, now));
    }

    boolean holdsMemory(DocumentId document) {
        return memories.containsKey(document);
    }

    long incidentsDropped() {
        return incidentsDropped;
    }

    int size() {
        return statuses.size()
                + touched.size()
                + memories.size()
                + quarantines.size()
                + givenBack.size()
                + incidents.size();
    }

    /** Checkpoints in a transaction of their own, and before a lease goes. */
    PendingBatch takeMemories(Instant now) {
        var batch = new PendingBatch();
        take(
                memories,
                MEMORIES_AT_ONCE,
                w ->
                        batch.add(
                                new BookEntry.Memory(
                                        w.what().life(), w.what().checkpoint(), w.age(now)),
                                () -> memories.putIfAbsent(w.what().life().document(), w)));
        return batch;
    }

    PendingBatch take(Instant now) {
        var batch = new PendingBatch();
        take(statuses, BATCH, w -> takeStatus(w, now, batch));
        if (!statuses.isEmpty()) {
            // What gives a document back must not be written before what closes its rows.
            return batch;
        }
        take(
                touched,
                BATCH,
                w ->
                        batch.add(
                                new BookEntry.Touched(w.what(), w.age(now)),
                                () -> touched.putIfAbsent(w.what(), w)));
        take(quarantines, BATCH, w -> takeQuarantine(w, now, batch));
        for (int i = 0; i < BATCH && !incidents.isEmpty(); i++) {
            var w = incidents.removeFirst();
            batch.add(incident(w, now), () -> putBackIncident(w));
        }
        takeGivenBack(now, batch);
        return batch;
    }

    /** Not before its last checkpoint is where the next claim reads it. */
    private void takeGivenBack(Instant now, PendingBatch batch) {
        Iterator<Waiting<Action.GiveBack>> waiting = givenBack.values().iterator();
        for (int taken = 0; taken < BATCH && waiting.hasNext(); ) {
            Waiting<Action.GiveBack> w = waiting.next();
            DocumentId document = w.what().document();
            if (!memories.containsKey(document)) {
                waiting.remove();
                taken++;
                batch.add(
                        new BookEntry.GivenBack(document, w.what().epoch(), w.age(now)),
                        () -> givenBack.putIfAbsent(document, w));
            }
        }
    }

    private static <K, T> void take(
            SequencedMap<K, Waiting<T>> from, int most, Consumer<Waiting<T>> to) {
        Iterator<Waiting<T>> waiting = from.values().iterator();
        for (int i = 0; i < most && waiting.hasNext(); i++) {
            Waiting<T> next = waiting.next();
            waiting.remove();
            to.accept(next);
        }
    }

    private void takeStatus(Waiting<Action.Book> waiting, Instant now, PendingBatch batch) {
        Action.Book book = waiting.what();
        LifeFacts.Facts known = facts.of(book.worker());
        Instant began = launched.getOrDefault(book.life(), waiting.since());
        if (closes(book)) {
            launched.remove(book.life());
        }
        var entry =
                new BookEntry.Status(
                        book.life(),
                        book.status(),
                        book.reason(),
                        known.pid(),
                        known.workerVersion(),
                        Duration.between(began, now),
                        waiting.age(now));
        batch.add(entry, () -> putBack(waiting, began));
    }

    private void putBack(Waiting<Action.Book> waiting, Instant began) {
        Life life = waiting.what().life();
        launched.put(life, began);
        if (!statuses.containsKey(life)) {
            statuses.putFirst(life, waiting);
        } else {
            // The later status of the same life takes the earlier one's place in the order.
            Waiting<Action.Book> later = statuses.remove(life);
            statuses.putFirst(life, Objects.requireNonNull(later));
        }
    }

    private void putBackIncident(Waiting<Action.Report> waiting) {
        if (incidents.size() < MOST_INCIDENTS) {
            incidents.addFirst(waiting);
        } else {
            incidentsDropped++;
        }
    }

    private void takeQuarantine(Waiting<Action> waiting, Instant now, PendingBatch batch) {
        switch (waiting.what()) {
            case Action.Quarantine q ->
                    batch.add(
                            new BookEntry.Quarantined(
                                    q.document(),
                                    q.reason(),
                                    q.strikes(),
                                    q.liftableIn(),
                                    waiting.age(now)),
                            () -> quarantines.putIfAbsent(q.document(), waiting));
            case Action.LiftQuarantine l ->
                    batch.add(
                            new BookEntry.Lifted(l.document(), waiting.age(now)),
                            () -> quarantines.putIfAbsent(l.document(), waiting));
            default -> throw new IllegalStateException("no quarantine: " + waiting.what());
        }
    }

    private static BookEntry.Incident incident(Waiting<Action.Report> waiting, Instant now) {
        Action.Report report = waiting.what();
        return new BookEntry.Incident(
                report.document(),
                report.life() == null ? null : report.life().agentId(),
                report.kind(),
                report.sentence(),
                report.exit(),
                report.uptime(),
                waiting.age(now));
    }

    /** The process is better known now than when its status was written. */
    private void again(WorkerId worker) {
        Waiting<Action.Book> latest = open.get(worker);
        if (latest != null) {
            statuses.putIfAbsent(latest.what().life(), latest);
        }
    }

    List<Life> openAndWritten() {
        return open.values().stream()
                .map(waiting -> waiting.what().life())
                .filter(life -> !statuses.containsKey(life))
                .toList();
    }

    void writeAgain(Collection<Life> lives) {
        open.values().stream()
                .filter(waiting -> lives.contains(waiting.what().life()))
                .forEach(waiting -> statuses.putIfAbsent(waiting.what().life(), waiting));
    }

    private static boolean closes(Action.Book book) {
        return book.status() == Action.Status.DISCONNECTED || book.status() == Action.Status.ERROR;
    }
}
