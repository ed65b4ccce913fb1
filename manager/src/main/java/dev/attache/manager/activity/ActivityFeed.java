package dev.attache.manager.activity;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.loop.Inbox;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the whole truth again at any hint and every 15 s, and puts what differs into the inbox. One
 * read runs at a time, on the feed's own thread; all hints that arrive meanwhile make one more.
 */
public final class ActivityFeed implements AutoCloseable, ActivitySource.Listener {
    private static final Logger log = LoggerFactory.getLogger(ActivityFeed.class);

    /**
     * How often to read.
     *
     * @param period the longest time between two reads
     * @param spacing the shortest; a read that takes long is followed by a rest of four times that,
     *     at most the period
     * @param retry the first wait after a failure, doubling up to the period
     */
    public record Timing(Duration period, Duration spacing, Duration retry) {
        public static final Timing STANDARD =
                new Timing(Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofMillis(500));
    }

    /** How the feed stands, for readiness and `doctor`. */
    public record Status(
            @Nullable Instant lastRead,
            Duration lastReadTook,
            int documentsInUse,
            int failuresInARow,
            String lastFailure) {}

    private final UsedDocuments table;
    private final FeedDiff diff;
    private final Inbox inbox;
    private final InstantSource clock;
    private final ReadTimes times;
    private final Object lock = new Object();
    private final Set<DocumentId> doubted = new LinkedHashSet<>();
    private boolean closed;
    private volatile Status status = new Status(null, Duration.ZERO, 0, 0, "");

    public ActivityFeed(
            UsedDocuments table, FeedDiff diff, Inbox inbox, InstantSource clock, Timing timing) {
        this.table = table;
        this.diff = diff;
        this.inbox = inbox;
        this.clock = clock;
        this.times = new ReadTimes(timing);
    }

    public void start() {
        Thread.ofVirtual().name("activity-feed").start(this::run);
    }

    @Override
    public void hint(String reason) {
        synchronized (lock) {
            times.hinted();
            lock.notifyAll();
        }
        log.debug("reading the documents in use again why={}", reason);
    }

    /** What the fleet believed of this document's lease was wrong: it will be told afresh. */
    public void reread(DocumentId document) {
        synchronized (lock) {
            doubted.add(document);
        }
        hint("the lease of a document is doubted");
    }

    @Override
    public void changed(ActivitySource source, ActivitySource.State state) {
        log.debug("source changed: {}", state.sentence());
    }

    public Status status() {
        return status;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void run() {
        try {
            while (true) {
                awaitTime();
                Instant began = steady();
                boolean read = readOnce();
                synchronized (lock) {
                    if (read) {
                        times.read(began, steady());
                    } else {
                        times.failed(steady(), status.failuresInARow());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readOnce() {
        takeHints();
        Instant began = clock.instant();
        try {
            UsedDocuments.Reading reading = table.read();
            Instant now = clock.instant();
            diff.read(reading, now).forEach(this::deliver);
            if (status.failuresInARow() > 0) {
                log.info(
                        "reading documents in use again after failures={}",
                        status.failuresInARow());
            }
            status = new Status(now, Duration.between(began, now), reading.used().size(), 0, "");
            return true;
        } catch (UsedDocuments.Unreadable e) {
            diff.unreadable().forEach(this::deliver);
            String why = String.valueOf(e.getMessage());
            if (status.failuresInARow() == 0) {
                log.warn(
                        "cannot read which documents are in use, agents stay as they are why={}",
                        why);
            }
            Status last = status;
            status =
                    new Status(
                            last.lastRead(),
                            last.lastReadTook(),
                            last.documentsInUse(),
                            last.failuresInARow() + 1,
                            why);
            return false;
        }
    }

    private void deliver(Event event) {
        inbox.put(event);
    }

    private void takeHints() {
        synchronized (lock) {
            times.began();
            List.copyOf(doubted).forEach(diff::doubtLease);
            doubted.clear();
        }
    }

    private void awaitTime() throws InterruptedException {
        synchronized (lock) {
            while (!closed) {
                Instant now = steady();
                if (!now.isBefore(times.next())) {
                    return;
                }
                lock.wait(Duration.between(now, times.next()).toMillis() + 1);
            }
            throw new InterruptedException("closed");
        }
    }

    /** Only differences of it mean something. */
    private static Instant steady() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }
}
