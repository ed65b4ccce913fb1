package dev.attache.manager.store;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.loop.Inbox;
import dev.attache.protocol.DocumentId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Claims documents, each on a virtual thread; the answer is an event. There are never more claims
 * waiting than the fleet has documents in hand. Giving back goes through the books, behind what is
 * still to be written of the document.
 */
public final class Leases implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** So that claims leave connections of the pool to others. */
    private static final int AT_ONCE = 3;

    /** Longer than the books' longest pause between two tries, after Postgres was away. */
    private static final Duration MEMORY_WRITTEN_WITHIN = Duration.ofSeconds(15);

    private final LeaseTable table;
    private final Memories memories;
    private final WriteBehind books;
    private final Supplier<? extends Collection<ManagerTable.Seen>> dead;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Consumer<DocumentId> doubt;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("claim-", 0).factory());

    /**
     * Claims when told to.
     *
     * @param doubt told of a lost claim: what was read of that lease is out of date
     */
    public Leases(
            LeaseTable table,
            Memories memories,
            WriteBehind books,
            Supplier<? extends Collection<ManagerTable.Seen>> dead,
            Inbox inbox,
            InstantSource clock,
            Consumer<DocumentId> doubt) {
        this.table = table;
        this.memories = memories;
        this.books = books;
        this.dead = dead;
        this.inbox = inbox;
        this.clock = clock;
        this.doubt = doubt;
    }

    public void claim(Action.Claim claim) {
        Instant asked = clock.instant();
        try {
            threads.execute(() -> claimNow(claim, asked));
        } catch (RejectedExecutionException e) {
            inbox.put(new Event.ClaimFailed(claim.document(), "The manager is closing"));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void claimNow(Action.Claim claim, Instant asked) {
        DocumentId document = claim.document();
        try {
            if (!books.hasWrittenMemoryOf(document, MEMORY_WRITTEN_WITHIN)) {
                inbox.put(
                        new Event.ClaimFailed(
                                document, "its last checkpoint could not be written yet"));
                return;
            }
            turns.acquire();
            try {
                var answer = table.claim(document, claim.epochHint(), dead.get());
                if (Duration.between(asked, clock.instant()).compareTo(Policy.CLAIM_ANSWERED_WITHIN)
                        < 0) {
                    answer(document, answer);
                } else {
                    // The fleet has given up on it. If the lease is ours, housekeeping finds it.
                    log.warn("a claim was answered too late document={}", document);
                }
            } finally {
                turns.release();
            }
        } catch (StoreTrouble e) {
            log.warn("claim failed document={} why={}", document, e.getMessage());
            inbox.put(new Event.ClaimFailed(document, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            inbox.put(new Event.ClaimFailed(document, "The manager is closing"));
        } catch (RuntimeException | Error e) {
            // The fleet waits for an answer; whoever ends the process gets the fault itself.
            inbox.put(new Event.ClaimFailed(document, "A fault of this manager: " + e));
            throw e;
        }
    }

    private void answer(DocumentId document, LeaseTable.Answer answer) {
        switch (answer) {
            case LeaseTable.Answer.Ours ours -> {
                // Before the event: the worker that it lets be attached asks for both.
                memories.claimed(document, ours);
                inbox.put(new Event.Claimed(document, ours.epoch()));
            }
            case LeaseTable.Answer.Held held -> {
                inbox.put(new Event.ClaimLost(document, held.by()));
                doubt.accept(document);
            }
        }
    }
}
