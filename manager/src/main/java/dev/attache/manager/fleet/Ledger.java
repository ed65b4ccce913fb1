package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The books and their indexes. Whoever changes a document or a worker calls `filed` afterwards; the
 * indexes are derived from the two and from nothing else, so that no decision has to search.
 */
final class Ledger {
    Policy policy;
    boolean draining;
    boolean booksReachable = true;
    boolean memoryFree = true;

    /** Whether the worker command can wait without a document; null until one has said so. */
    @Nullable Boolean spareCapable;

    /** Of an agent that has lost its server for too long. */
    Instant nextReplacement = Instant.MIN;

    int spareDeathsInARow;
    @Nullable Instant sparesRestUntil;

    final SharedFaults shared = new SharedFaults();
    final KillBudget kills = new KillBudget();

    /** Entries of the books that a fact has made due; issued before anything else. */
    final Deque<Action> owed = new ArrayDeque<>();

    final Map<DocumentId, Document> documents = new HashMap<>();
    final TreeMap<WorkerId, Worker> workers = new TreeMap<>();

    final WaitingList waiting = new WaitingList();
    final Agenda<DocumentId> holdingClaims = new Agenda<>();
    final Agenda<DocumentId> claimEnds = new Agenda<>();
    final Agenda<DocumentId> claimsUnanswered = new Agenda<>();
    final Agenda<DocumentId> rests = new Agenda<>();
    final Agenda<DocumentId> pardons = new Agenda<>();
    final Agenda<DocumentId> wishes = new Agenda<>();
    final Agenda<DocumentId> swapAgain = new Agenda<>();
    final TreeSet<DocumentId> toClaim = new TreeSet<>();
    final TreeSet<DocumentId> toAttach = new TreeSet<>();

    final Agenda<WorkerId> due = new Agenda<>();
    final Agenda<WorkerId> sheltered = new Agenda<>();
    final Agenda<WorkerId> evictable = new Agenda<>();
    final Agenda<WorkerId> stuckAt = new Agenda<>();
    final Agenda<WorkerId> strayedAt = new Agenda<>();
    final Agenda<WorkerId> tokensDue = new Agenda<>();
    final TreeSet<WorkerId> toStop = new TreeSet<>();
    final TreeSet<WorkerId> leavingUnpromised = new TreeSet<>();
    final Agenda<WorkerId> readySpares = new Agenda<>();
    final Agenda<WorkerId> startingSpares = new Agenda<>();

    private final Map<WorkerId, Tally> tallies = new HashMap<>();
    private Tally sum = Tally.NOTHING;
    private long lastWorker;
    private long lastPing;

    Ledger(Policy policy) {
        this.policy = policy;
    }

    Document document(DocumentId id) {
        return documents.computeIfAbsent(id, Document::new);
    }

    @Nullable Document of(Worker worker) {
        return worker.document == null ? null : documents.get(worker.document);
    }

    @Nullable Worker of(Document document) {
        return document.worker == null ? null : workers.get(document.worker);
    }

    WorkerId nextWorker() {
        return new WorkerId(lastWorker + 1);
    }

    void hire(Worker worker) {
        lastWorker = worker.id.serial();
        workers.put(worker.id, worker);
    }

    long nextPing() {
        return lastPing + 1;
    }

    void pinged(long id) {
        lastPing = id;
    }

    int capacity() {
        return draining ? 0 : policy.capacity();
    }

    int agents() {
        return sum.agents();
    }

    int spares() {
        return sum.spares();
    }

    int starting() {
        return sum.starting();
    }

    int attaching() {
        return sum.attaching();
    }

    int leavingAgents() {
        return sum.leavingAgents();
    }

    /** Files a document anew after a change; the facts decide where, the clock does not. */
    void filed(Document d, Instant now) {
        if (d.isWaiting()) {
            if (d.waitingSince == null) {
                d.waitingSince = now;
            }
            boolean maySwap = d.lastSwap == null && d.claim instanceof ClaimState.None;
            waiting.put(
                    new WaitingList.Key(d.isPinned(), d.waitingSince, d.id),
                    maySwap ? d.lastActivity : Instant.MIN);
        } else {
            waiting.remove(d.id);
            if (!d.isWanted() || d.worker != null) {
                d.waitingSince = null;
            }
        }
        holdingClaims.set(
                d.id, d.isWaiting() && d.holdsClaim() && !d.leaseEnds ? d.waitingSince : null);
        claimEnds.set(d.id, claimEnd(d));
        claimsUnanswered.set(
                d.id,
                d.claim instanceof ClaimState.Asked(Instant since)
                        ? since.plus(Policy.CLAIM_ANSWERED_WITHIN)
                        : null);
        rests.set(d.id, d.restUntil);
        pardons.set(d.id, d.failuresCountUntil);
        wishes.set(d.id, d.wish == null ? null : d.wishEnds);
        swapAgain.set(
                d.id, d.lastSwap == null ? null : d.lastSwap.plus(policy.eviction().swapEvery()));
        Worker worker = of(d);
        place(
                toClaim,
                d.id,
                worker != null
                        && worker.life == null
                        && worker.leaving == null
                        && d.isWanted()
                        && d.claim instanceof ClaimState.None);
        place(
                toAttach,
                d.id,
                worker != null
                        && worker.phase instanceof Phase.Waiting
                        && worker.leaving == null
                        && d.isWanted()
                        && d.holdsClaim());
        if (worker != null) {
            filed(worker, now);
        }
        if (d.isForgettable()) {
            documents.remove(d.id);
        }
    }

    private @Nullable Instant claimEnd(Document d) {
        if (d.worker != null || !(d.claim instanceof ClaimState.Held(long _, Instant since))) {
            return null;
        }
        if (draining || d.leaseEnds || !d.isWanted() || d.quarantined != null) {
            return Instant.MIN;
        }
        // A short rest keeps its lease, so that restarts go on while Postgres is away.
        Instant from = d.restUntil == null ? d.slotWantedSince(since) : d.restUntil;
        return from.plus(policy.starting().claimWithin());
    }

    void filed(Worker w, Instant now) {
        Document d = of(w);
        due.set(w.id, w.due());
        stuckAt.set(
                w.id,
                w.busySince == null || w.stuckBusyReported
                        ? null
                        : w.busySince.plus(policy.leaving().busyAtMost()));
        strayedAt.set(w.id, w.leaving == null && w.condemned == null ? w.replaceAt : null);
        tokensDue.set(w.id, w.phase.isLeaving() || w.life == null ? null : w.tokenDue);
        boolean open = d != null && w.leaving == null && w.promisedTo == null && w.life != null;
        Instant until = open && d != null ? Shelter.until(w, d, policy) : Instant.MAX;
        evictable.set(w.id, open && d != null && !until.isAfter(now) ? d.lastActivity : null);
        sheltered.set(
                w.id, open && until.isAfter(now) && until.isBefore(Instant.MAX) ? until : null);
        place(toStop, w.id, w.leaving == null && !waitsForFree(w) && unwantedBecause(w) != null);
        place(
                leavingUnpromised,
                w.id,
                w.agent && w.leaving != null && w.phase.isLeaving() && w.promisedTo == null);
        boolean ready = w.isSpare() && w.phase instanceof Phase.Waiting && w.leaving == null;
        readySpares.set(w.id, ready ? w.launchedAt : null);
        boolean comes = w.isSpare() && w.phase instanceof Phase.Starting && w.leaving == null;
        startingSpares.set(w.id, comes ? w.launchedAt : null);
        Tally counts = Tally.of(w);
        sum = sum.minus(tallies.getOrDefault(w.id, Tally.NOTHING)).plus(counts);
        tallies.put(w.id, counts);
    }

    /** What can wait for the sentence in hand does so, but not for ever. */
    private boolean waitsForFree(Worker w) {
        Document d = of(w);
        return !draining
                && d != null
                && d.isWanted()
                && w.condemned != null
                && w.condemned.canWait()
                && w.isBusy()
                && !w.stuckBusyReported;
    }

    /** It is on its way out, told to or by its own consent: from now on it has so much time. */
    void leaves(Worker w, Instant now) {
        Action.Reason reason = Objects.requireNonNull(w.leaving);
        if (w.life != null) {
            boolean idle = reason == Action.Reason.IDLE;
            Action.Status status = idle ? Action.Status.IDLE : Action.Status.DETACHING;
            owed.add(new Action.Book(w.life, w.id, status, reason.sentence()));
        }
        w.phase = new Phase.Stopping(now.plus(policy.leaving().stopWithin()));
    }

    void gone(Worker w) {
        workers.remove(w.id);
        due.set(w.id, null);
        stuckAt.set(w.id, null);
        strayedAt.set(w.id, null);
        tokensDue.set(w.id, null);
        evictable.set(w.id, null);
        sheltered.set(w.id, null);
        readySpares.set(w.id, null);
        startingSpares.set(w.id, null);
        toStop.remove(w.id);
        leavingUnpromised.remove(w.id);
        Tally counts = tallies.remove(w.id);
        sum = sum.minus(counts == null ? Tally.NOTHING : counts);
    }

    /** Why this worker should not be there, or null. */
    Action.@Nullable Reason unwantedBecause(Worker w) {
        if (draining) {
            return Action.Reason.DRAINING;
        }
        if (w.condemned != null) {
            return w.condemned;
        }
        Document d = of(w);
        if (d == null) {
            return w.wasReady && !w.can.contains(dev.attache.protocol.FromWorker.Skill.SPARE)
                    ? Action.Reason.UNSUITED
                    : null;
        }
        if (d.isWanted()) {
            return null;
        }
        if (d.leasedElsewhere != null) {
            return Action.Reason.LEASED_ELSEWHERE;
        }
        return d.wish == null
                ? Action.Reason.IDLE
                : switch (d.wish.kind()) {
                    case BAN -> Action.Reason.BANNED;
                    case PAUSE -> Action.Reason.PAUSED;
                    case OFF -> Action.Reason.SWITCHED_OFF;
                    case PIN -> Action.Reason.IDLE;
                };
    }

    private static <K> void place(Set<K> set, K key, boolean in) {
        if (in) {
            set.add(key);
        } else {
            set.remove(key);
        }
    }
}
