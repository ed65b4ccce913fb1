package dev.attache.manager.fleet;

import dev.attache.manager.fleet.Action.Reason;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker.Skill;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/**
 * The next thing that should be different, or nothing. Reads the books and the time, changes
 * neither, and is asked again after each step has been entered; so one step never has to foresee
 * another, and asked twice at once it has nothing new to say.
 */
final class Planner {
    private final Ledger books;

    Planner(Ledger books) {
        this.books = books;
    }

    @Nullable Action next(Instant now) {
        Action next = books.owed.peekFirst();
        next = next != null ? next : tendDue(now);
        next = next != null ? next : stopUnwanted();
        next = next != null ? next : freshToken(now);
        next = next != null ? next : giveBackClaim(now);
        next = next != null ? next : attachReady();
        next = next != null ? next : claimForSlot();
        next = next != null ? next : shrink();
        next = next != null ? next : fillSlot(now);
        next = next != null ? next : evictForClaim(now);
        next = next != null ? next : claimForSwap();
        return next != null ? next : tendSpares(now);
    }

    private @Nullable Action tendDue(Instant now) {
        WorkerId id = books.due.firstDue(now);
        return id == null ? null : Tending.of(worker(id), now, books.nextPing());
    }

    private @Nullable Action stopUnwanted() {
        if (books.toStop.isEmpty()) {
            return null;
        }
        Worker w = worker(books.toStop.first());
        Reason reason = Objects.requireNonNull(books.unwantedBecause(w));
        return switch (reason) {
            case MEMORY, BABBLING -> new Action.Kill(w.id, reason);
            default -> reason.canWait() ? leave(w, reason, null) : new Action.Stop(w.id, reason);
        };
    }

    private @Nullable Action freshToken(Instant now) {
        WorkerId id = books.tokensDue.firstDue(now);
        return id == null
                ? null
                : new Action.FreshToken(id, Objects.requireNonNull(worker(id).life));
    }

    private @Nullable Action giveBackClaim(Instant now) {
        DocumentId id = books.claimEnds.firstDue(now);
        if (id == null) {
            return null;
        }
        Document d = books.document(id);
        long epoch = ((ClaimState.Held) d.claim).epoch();
        boolean late = d.isWanted() && !d.leaseEnds && d.quarantined == null && !books.draining;
        if (late && !books.booksReachable) {
            // Nobody else could claim it, and we could not claim it again.
            return null;
        }
        return new Action.GiveBack(id, epoch, late ? Reason.NO_SLOT : Reason.UNNEEDED);
    }

    private @Nullable Action attachReady() {
        if (books.toAttach.isEmpty()) {
            return null;
        }
        Document d = books.document(books.toAttach.first());
        Worker w = worker(Objects.requireNonNull(d.worker));
        long epoch = ((ClaimState.Held) d.claim).epoch();
        return new Action.Attach(
                w.id,
                new Life(d.id, epoch, d.lives + 1),
                w.hasWaited ? Action.Origin.WARM : Action.Origin.COLD);
    }

    private @Nullable Action claimForSlot() {
        if (books.toClaim.isEmpty()) {
            return null;
        }
        Document d = books.document(books.toClaim.first());
        return new Action.Claim(d.id, d.epochHint);
    }

    /** The capacity was lowered: the least recently active of the unsheltered goes first. */
    private @Nullable Action shrink() {
        if (books.agents() - books.leavingAgents() <= books.capacity()) {
            return null;
        }
        Agenda.Entry<WorkerId> victim = books.evictable.first();
        return victim == null ? null : leave(worker(victim.key()), Reason.CAPACITY_LOWERED, null);
    }

    private @Nullable Action fillSlot(Instant now) {
        if (books.agents() >= books.capacity()) {
            return null;
        }
        DocumentId id = books.shared.isPaused() ? nextProbe(now) : longestWaiting();
        if (id == null) {
            return null;
        }
        Document d = books.document(id);
        if (d.claim instanceof ClaimState.None && !books.booksReachable) {
            // It could not be attached; a waiter with a lease would have come first.
            return null;
        }
        Agenda.Entry<WorkerId> spare = books.readySpares.first();
        if (spare != null) {
            return new Action.Assign(spare.key(), id);
        }
        // One that is only starting is further than a new one would be, and holds a launch that
        // the document would else wait for.
        Agenda.Entry<WorkerId> starting = books.startingSpares.first();
        if (starting != null) {
            return new Action.Assign(starting.key(), id);
        }
        return mayLaunch() ? new Action.Launch(books.nextWorker(), id) : null;
    }

    /** A lease in hand is not to be lost for want of a process. */
    private @Nullable DocumentId longestWaiting() {
        Agenda.Entry<DocumentId> holder = books.holdingClaims.first();
        return holder != null ? holder.key() : books.waiting.first();
    }

    /** Not the same again, lease or pin: it may be the only one that cannot be served. */
    private @Nullable DocumentId nextProbe(Instant now) {
        if (!books.shared.mayProbe(now)) {
            return null;
        }
        DocumentId other = books.waiting.firstBut(books.shared.lastProbed());
        return other != null ? other : books.waiting.first();
    }

    private boolean mayLaunch() {
        return books.memoryFree && books.starting() < books.policy.launchesAtOnce();
    }

    /** A claim is held and no slot is free: whoever is least recently active is asked to leave. */
    private @Nullable Action evictForClaim(Instant now) {
        if (books.agents() < books.capacity() || books.shared.isPaused()) {
            return null;
        }
        int unserved = 0;
        for (Agenda.Entry<DocumentId> entry : books.holdingClaims.entries()) {
            Document d = books.document(entry.key());
            Worker reserved = d.victim == null ? null : books.workers.get(d.victim);
            if (reserved != null && reserved.leaving != null) {
                continue;
            }
            unserved++;
            if (books.leavingUnpromised.size() >= unserved) {
                // A slot is coming free by itself.
                continue;
            }
            Worker victim = reserved == null ? Victims.leastActive(books) : reserved;
            if (victim != null && Victims.mayBeTaken(books, victim, d, now)) {
                return leave(victim, Reason.OUTRANKED, d.id);
            }
        }
        return null;
    }

    private @Nullable Action claimForSwap() {
        if (books.agents() < books.capacity()
                || books.capacity() == 0
                || !books.booksReachable
                || books.shared.isPaused()) {
            return null;
        }
        Worker victim = Victims.leastActive(books);
        if (victim == null) {
            return null;
        }
        Document d = Victims.waiterFor(books, victim);
        return d == null ? null : new Action.Claim(d.id, d.epochHint);
    }

    private @Nullable Action tendSpares(Instant now) {
        Agenda.Entry<WorkerId> oldest = books.readySpares.first();
        if (oldest != null && books.readySpares.size() > Spares.target(books)) {
            return new Action.Stop(oldest.key(), Reason.UNNEEDED);
        }
        if (oldest != null && !oldest.at().plus(books.policy.starting().spareAge()).isAfter(now)) {
            return new Action.Stop(oldest.key(), Reason.SPARE_TOO_OLD);
        }
        boolean quiet = books.starting() == 0 && books.attaching() == 0;
        boolean allowed =
                books.shared.isPaused()
                        ? books.shared.isSetup()
                                && books.shared.mayProbe(now)
                                && books.waiting.size() == 0
                        : books.sparesRestUntil == null;
        if (books.spares() < Spares.target(books) && quiet && allowed && mayLaunch()) {
            return new Action.Launch(books.nextWorker(), null);
        }
        return null;
    }

    /** Asked, where the worker can answer and may refuse; told, where it cannot or may no more. */
    private Action leave(Worker w, Reason reason, @Nullable DocumentId by) {
        boolean asks =
                w.can.contains(Skill.RELEASE)
                        && w.phase instanceof Phase.Attached
                        && !Victims.isStuck(w);
        return asks ? new Action.Release(w.id, reason, by) : new Action.Stop(w.id, reason);
    }

    private Worker worker(WorkerId id) {
        return Objects.requireNonNull(books.workers.get(id));
    }
}
