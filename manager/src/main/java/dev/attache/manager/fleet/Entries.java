package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/** Enters what has been asked for into the books, so that it is not asked for again. */
final class Entries {
    private final Ledger books;

    Entries(Ledger books) {
        this.books = books;
    }

    void issued(Action action, Instant now) {
        if (action.equals(books.owed.peekFirst())) {
            books.owed.removeFirst();
            return;
        }
        Policy policy = books.policy;
        switch (action) {
            case Action.Launch(WorkerId id, DocumentId document) -> launch(id, document, now);
            case Action.Assign(WorkerId id, DocumentId document) -> assign(id, document, now);
            case Action.Attach(WorkerId id, Life life, _) -> attach(worker(id), life, now);
            case Action.Ping(WorkerId id, long ping) -> {
                Worker w = worker(id);
                books.pinged(ping);
                w.pulse = w.pulse.askedAgain(ping, now.plus(policy.pings().answerWithin()));
                books.filed(w, now);
            }
            case Action.FreshToken(WorkerId id, _) -> {
                Worker w = worker(id);
                w.tokenDue = null;
                books.filed(w, now);
            }
            case Action.Release(WorkerId id, Action.Reason reason, DocumentId by) ->
                    release(worker(id), reason, by, now);
            case Action.Stop(WorkerId id, Action.Reason reason) -> stop(worker(id), reason, now);
            case Action.Terminate(WorkerId id, _) -> {
                Worker w = worker(id);
                w.phase = new Phase.Terminated(now.plus(policy.leaving().termWithin()));
                books.filed(w, now);
            }
            case Action.Kill(WorkerId id, Action.Reason reason) -> kill(worker(id), reason, now);
            case Action.Claim(DocumentId id, _) -> claim(books.document(id), now);
            case Action.GiveBack(DocumentId id, _, Action.Reason reason) ->
                    giveBack(books.document(id), reason, now);
            case Action.Book _,
                    Action.Report _,
                    Action.Quarantine _,
                    Action.LiftQuarantine _,
                    Action.Reread _,
                    Action.Alarm _ ->
                    throw new IllegalStateException("only owed, never planned: " + action);
        }
    }

    private void launch(WorkerId id, @Nullable DocumentId document, Instant now) {
        Worker w = new Worker(id, document, now, now.plus(books.policy.starting().readyWithin()));
        books.hire(w);
        if (books.shared.isPaused()) {
            books.shared.probing(id, document);
        }
        if (document == null) {
            books.filed(w, now);
        } else {
            giveSlot(w, books.document(document), now);
        }
    }

    private void assign(WorkerId id, DocumentId document, Instant now) {
        Worker w = worker(id);
        w.agent = true;
        w.hasWaited = w.phase instanceof Phase.Waiting;
        w.document = document;
        if (books.shared.isPaused()) {
            books.shared.probing(id, document);
        }
        giveSlot(w, books.document(document), now);
    }

    private void giveSlot(Worker w, Document d, Instant now) {
        Refusals.forgoVictim(books, d, now);
        d.worker = w.id;
        d.leaseEnds = false;
        books.filed(d, now);
    }

    private void attach(Worker w, Life life, Instant now) {
        Document d = books.document(life.document());
        w.life = life;
        w.phase = new Phase.Attaching(now.plus(books.policy.starting().connectWithin()));
        d.lives = life.number();
        books.owed.add(new Action.Book(life, w.id, Action.Status.CONNECTING, null));
        books.filed(d, now);
    }

    private void release(Worker w, Action.Reason reason, @Nullable DocumentId by, Instant now) {
        if (!(w.phase instanceof Phase.Attached(Instant since))) {
            throw new IllegalStateException("only an attached worker is released: " + w.id);
        }
        promise(w, by, now);
        w.condemned = null;
        w.leaving = reason;
        w.phase =
                new Phase.Releasing(
                        now.plus(books.policy.leaving().releaseWithin()), reason, since);
        refile(w, now);
    }

    private void stop(Worker w, Action.Reason reason, Instant now) {
        Refusals.breakPromise(books, w, now);
        w.leaving = reason;
        books.leaves(w, now);
        refile(w, now);
    }

    private void kill(Worker w, Action.Reason reason, Instant now) {
        Refusals.breakPromise(books, w, now);
        if (reason == Action.Reason.UNRESPONSIVE) {
            books.kills.spent(now);
        }
        if (w.leaving == null || w.phase instanceof Phase.Releasing) {
            w.leaving = reason;
        }
        w.phase = new Phase.Killed(now.plus(books.policy.leaving().killAgain()));
        refile(w, now);
    }

    private void claim(Document d, Instant now) {
        d.claim = new ClaimState.Asked(now);
        Worker victim = d.worker == null ? Victims.leastActive(books) : null;
        if (victim != null) {
            promise(victim, d.id, now);
        }
        books.filed(d, now);
    }

    private void promise(Worker victim, @Nullable DocumentId by, Instant now) {
        if (by == null) {
            return;
        }
        Document waiter = books.document(by);
        victim.promisedTo = by;
        waiter.victim = victim.id;
        books.filed(waiter, now);
        books.filed(victim, now);
    }

    private void giveBack(Document d, Action.Reason reason, Instant now) {
        d.claim = ClaimState.NONE;
        d.leaseEnds = false;
        Refusals.forgoVictim(books, d, now);
        if (reason == Action.Reason.NO_SLOT) {
            d.lastSwap = now;
        }
        books.filed(d, now);
    }

    private void refile(Worker w, Instant now) {
        Document d = books.of(w);
        if (d == null) {
            books.filed(w, now);
        } else {
            books.filed(d, now);
        }
    }

    private Worker worker(WorkerId id) {
        return Objects.requireNonNull(books.workers.get(id));
    }
}
