package dev.attache.manager.store;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.store.StoreTrouble.Fault;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * The books of this manager, written behind by one thread. To hand something on never waits; while
 * Postgres is away all of it waits, the latest of each, and is written with its age when it
 * returns.
 */
public final class WriteBehind implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final Duration RETRY_FIRST = Duration.ofMillis(250);
    private static final Duration RETRY_MOST = Duration.ofSeconds(10);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    /**
     * How the books stand.
     *
     * @param waiting entries that are not written yet
     * @param setAside entries that Postgres refuses and always will, since the start
     */
    public record Status(
            int waiting, long written, long setAside, long incidentsDropped, String lastTrouble) {}

    private final BatchWriting<BookEntry> batches;
    private final Memories memories;
    private final InstantSource clock;
    private final Object lock = new Object();
    private final PendingBooks pending = new PendingBooks();
    private boolean writing;
    private PendingBatch memoriesUnderWay = new PendingBatch();
    private boolean closed;
    private Set<DocumentId> held = Set.of();
    private long written;
    private long setAside;
    private String lastTrouble = "";
    private @Nullable Thread thread;

    public WriteBehind(BookTable table, Memories memories, InstantSource clock) {
        this.batches = new BatchWriting<>(table::write, BookEntry::document, BookEntry::later);
        this.memories = memories;
        this.clock = clock;
    }

    public void start() {
        thread = Thread.ofVirtual().name("books-writer").start(this::run);
    }

    public void book(Action.Book book) {
        change(() -> pending.book(book, clock.instant()));
    }

    /** The memory of the document goes at once, the lease once all else of it is written. */
    public void giveBack(Action.GiveBack giveBack) {
        memories.gone(giveBack.document(), giveBack.epoch());
        change(() -> pending.giveBack(giveBack, clock.instant()));
    }

    public void report(Action.Report report) {
        change(() -> pending.report(report, clock.instant()));
    }

    public void quarantine(Action.Quarantine quarantine) {
        change(() -> pending.quarantine(quarantine.document(), quarantine, clock.instant()));
    }

    public void lift(Action.LiftQuarantine lift) {
        change(() -> pending.quarantine(lift.document(), lift, clock.instant()));
    }

    /** The worker's latest checkpoint; one of a lease that is gone is not kept. */
    public void keep(Life life, Checkpoint checkpoint) {
        if (memories.keep(life, checkpoint)) {
            change(() -> pending.keep(life, checkpoint, clock.instant()));
        }
    }

    /**
     * Whether the last checkpoint of the document is where a claim reads it; waits for it. A
     * document that was given back and is claimed again at once must not get an older one.
     */
    boolean hasWrittenMemoryOf(DocumentId document, Duration within) throws InterruptedException {
        return awaitUnder(
                within,
                () -> !pending.holdsMemory(document) && !memoriesUnderWay.holdsMemory(document));
    }

    /** A person or the agent did something there. */
    public void touched(Life life) {
        change(() -> pending.touched(life, clock.instant()));
    }

    public void started(WorkerId worker, long pid) {
        change(() -> pending.started(worker, pid));
    }

    public void ready(WorkerId worker, String version) {
        change(() -> pending.ready(worker, version));
    }

    /** The process is gone and so is what was known of it; call it after the closing status. */
    public void ended(WorkerId worker) {
        change(() -> pending.ended(worker));
    }

    /** Lives that have not ended, and whose latest status Postgres was given. */
    List<Life> openAndWritten() {
        synchronized (lock) {
            return pending.openAndWritten();
        }
    }

    /** Their rows are not as they were written; whoever has ended meanwhile is left alone. */
    void writeAgain(Collection<Life> lives) {
        change(() -> pending.writeAgain(lives));
    }

    public Status status() {
        synchronized (lock) {
            return new Status(
                    pending.size(), written, setAside, pending.incidentsDropped(), lastTrouble);
        }
    }

    /** Whether all that was handed on is written, or set aside, before that time is over. */
    public boolean flush(Duration within) throws InterruptedException {
        return awaitUnder(within, () -> pending.size() == 0 && !writing);
    }

    private boolean awaitUnder(Duration within, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (lock) {
            while (!condition.getAsBoolean()) {
                long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                lock.wait(left);
            }
            return true;
        }
    }

    /** What is still pending then is lost: flush before. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        if (thread != null) {
            try {
                // Not interrupted: that would throw away the batch that is under way.
                thread.join(CLOSES_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void change(Runnable change) {
        synchronized (lock) {
            change.run();
            lock.notifyAll();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (awaitWork()) {
                @Nullable StoreTrouble trouble = writeOnce();
                if (trouble == null) {
                    if (failures > 0) {
                        log.info("books are written again waiting={}", status().waiting());
                    }
                    failures = 0;
                } else {
                    if (failures++ == 0) {
                        tell(trouble);
                    }
                    // A row that is held has been waited for already.
                    pause(backOff(trouble.fault() == Fault.HELD ? 1 : failures));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(StoreTrouble trouble) {
        if (trouble.fault() == Fault.HELD) {
            log.warn(
                    "books of a document wait, the others are written: another client of Postgres"
                            + " holds its rows (pg_blocking_pids tells who) documents={} why={}",
                    held,
                    trouble.getMessage());
        } else {
            log.warn(
                    "books cannot be written, all of it waits fault={} why={}",
                    trouble.fault(),
                    trouble.getMessage());
        }
    }

    private boolean awaitWork() throws InterruptedException {
        synchronized (lock) {
            writing = false;
            lock.notifyAll();
            while (pending.size() == 0 && !closed) {
                lock.wait();
            }
            writing = true;
            return !closed;
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        long deadline = System.nanoTime() + duration.toNanos();
        synchronized (lock) {
            writing = false;
            while (!closed) {
                long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                lock.wait(left);
            }
        }
    }

    /** The trouble that asks for patience, if any; what it concerns waits again. */
    private @Nullable StoreTrouble writeOnce() {
        PendingBatch memoriesFirst;
        synchronized (lock) {
            memoriesFirst = pending.takeMemories(clock.instant());
            memoriesUnderWay = memoriesFirst;
        }
        StoreTrouble trouble = write(memoriesFirst);
        synchronized (lock) {
            memoriesUnderWay = new PendingBatch();
            lock.notifyAll();
        }
        if (trouble != null && trouble.fault() != Fault.HELD) {
            return trouble;
        }
        PendingBatch batch;
        synchronized (lock) {
            batch = pending.take(clock.instant());
        }
        StoreTrouble ofTheRest = write(batch);
        return ofTheRest == null ? trouble : ofTheRest;
    }

    private @Nullable StoreTrouble write(PendingBatch batch) {
        if (batch.isEmpty()) {
            return null;
        }
        BatchWriting.Outcome outcome = batches.write(batch.entries(), clock.instant());
        StoreTrouble trouble = outcome.trouble();
        synchronized (lock) {
            batch.putBack(outcome.left());
            written += outcome.written();
            setAside += outcome.refused().size();
            held = outcome.held();
            if (trouble != null) {
                lastTrouble = String.valueOf(trouble.getMessage());
            } else if (!outcome.refusal().isEmpty() || setAside == 0) {
                lastTrouble = outcome.refusal();
            }
        }
        return trouble;
    }

    private static Duration backOff(int failures) {
        long doubled = RETRY_FIRST.toMillis() << Math.min(failures - 1, 16);
        long most = Math.min(doubled, RETRY_MOST.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }
}
