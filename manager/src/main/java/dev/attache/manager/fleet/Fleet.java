package dev.attache.manager.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All documents and all workers: facts go in by `observe`, decisions come out of `next`, and what
 * was done about them goes in by `issued`. Nobody else changes the books.
 */
public class Fleet {
    private final Ledger books;
    private final DocumentFacts documents;
    private final WorkerFacts workers;
    private final Deaths deaths;
    private final Entries entries;
    private final Planner planner;

    public Fleet(Policy policy) {
        books = new Ledger(policy);
        documents = new DocumentFacts(books);
        workers = new WorkerFacts(books);
        deaths = new Deaths(books);
        entries = new Entries(books);
        planner = new Planner(books);
    }

    /** Something has happened. News of processes that are not in the books changes nothing. */
    public void observe(Event event, Instant now) {
        if (event instanceof Event.LoopWasLate late) {
            // Before time is allowed to judge anybody.
            workers.loopWasLate(late.by(), now);
            return;
        }
        Clockwork.advance(books, now);
        switch (event) {
            case Event.InUse e -> documents.inUse(e, now);
            case Event.NotInUse e -> documents.notInUse(e, now);
            case Event.LeasedElsewhere e -> documents.leasedElsewhere(e, now);
            case Event.LeaseFree e -> documents.leaseFree(e, now);
            case Event.OverrideRead e -> documents.override(e, now);
            case Event.QuarantineRead e -> documents.quarantineRead(e, now);
            case Event.QuarantineLifted e -> documents.quarantineLifted(e, now);
            case Event.StrikesRead e -> documents.strikesRead(e, now);
            case Event.BooksReachable e -> books.booksReachable = e.reachable();
            case Event.Claimed e -> documents.claimed(e, now);
            case Event.ClaimLost e -> documents.claimLost(e, now);
            case Event.ClaimFailed e -> documents.claimFailed(e, now);
            case Event.WorkerStarted e -> of(e.worker(), w -> workers.started(w, e.pid()));
            case Event.LaunchFailed e -> of(e.worker(), w -> deaths.launchFailed(w, e.why(), now));
            case Event.WorkerReady e -> of(e.worker(), w -> workers.ready(w, e, now));
            case Event.WorkerConnected e -> of(e.worker(), w -> workers.connected(w, now));
            case Event.WorkerDisconnected e -> of(e.worker(), w -> workers.disconnected(w, e, now));
            case Event.WorkerAnswered e -> of(e.worker(), w -> workers.answered(w, e, now));
            case Event.WorkerBusy e -> of(e.worker(), w -> workers.busy(w, now));
            case Event.WorkerFree e -> of(e.worker(), w -> workers.free(w, now));
            case Event.WorkerReleased e -> of(e.worker(), w -> workers.released(w, now));
            case Event.PeopleSeen e -> of(e.worker(), w -> workers.people(w, e, now));
            case Event.WorkerFailed e -> of(e.worker(), w -> workers.failed(w, e, now));
            case Event.WorkerSaidBye e -> of(e.worker(), w -> workers.bye(w, e, now));
            case Event.WorkerBabbles e -> of(e.worker(), w -> workers.babbles(w, e, now));
            case Event.MemorySeen e -> of(e.worker(), w -> workers.memory(w, e.pssMb(), now));
            case Event.WorkerExited e -> of(e.worker(), w -> deaths.exited(w, e.exit(), now));
            case Event.MemoryFree e -> {
                if (books.memoryFree != e.enough()) {
                    books.memoryFree = e.enough();
                    books.owed.add(
                            new Action.Alarm(
                                    e.enough()
                                            ? "launches go on: the host has memory again"
                                            : "launches wait: the host has no memory for one more"
                                                    + " process"));
                }
            }
            case Event.LoopWasLate _ -> {}
            case Event.PolicyChanged e -> {
                books.policy = e.policy();
                refileAll(now);
            }
            case Event.LookRequested _ -> {}
            case Event.RestartRequested e -> documents.restart(e, now);
            case Event.DrainRequested _ -> {
                books.draining = true;
                refileAll(now);
            }
        }
    }

    /**
     * The next thing that should be done now, if any; it must be issued before the next is asked.
     */
    public Optional<Action> next(Instant now) {
        Clockwork.advance(books, now);
        return Optional.ofNullable(planner.next(now));
    }

    /** This has been asked for. */
    public void issued(Action action, Instant now) {
        entries.issued(action, now);
    }

    /** When to ask again if nothing happens. */
    public Instant wakeAt(Instant now) {
        return Clockwork.wakeAt(books, now);
    }

    /** Drained: everybody is gone, and the books know it. */
    public boolean isOver() {
        return books.draining
                && books.workers.isEmpty()
                && books.owed.isEmpty()
                && books.claimEnds.size() == 0;
    }

    public Policy policy() {
        return books.policy;
    }

    /** For those who only look: see `Overview` and `Why`. */
    Ledger books() {
        return books;
    }

    private void of(WorkerId id, Consumer<Worker> entry) {
        Worker worker = books.workers.get(id);
        if (worker != null) {
            entry.accept(worker);
        }
    }

    private void refileAll(Instant now) {
        List.copyOf(books.documents.values()).forEach(d -> books.filed(d, now));
        List.copyOf(books.workers.values()).forEach(w -> books.filed(w, now));
    }
}
