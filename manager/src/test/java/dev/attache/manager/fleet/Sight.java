package dev.attache.manager.fleet;

import static java.util.Comparator.comparing;

import dev.attache.manager.fleet.Action.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the oracle sees of the books at one moment: everything looked through, nothing looked up.
 */
class Sight {
    final Ledger books;
    final Instant now;
    final List<Document> documents;
    final List<Worker> workers;
    final List<Document> waiting;
    final int capacity;
    final long agents;

    Sight(Ledger books, Instant now) {
        this.books = books;
        this.now = now;
        documents = books.documents.values().stream().sorted(comparing(d -> d.id)).toList();
        workers = List.copyOf(books.workers.values());
        waiting =
                documents.stream()
                        .filter(d -> wanted(d) && d.worker == null && !resting(d))
                        .sorted(
                                comparing((Document d) -> !pinned(d))
                                        .thenComparing(d -> Objects.requireNonNull(d.waitingSince))
                                        .thenComparing(d -> d.id))
                        .toList();
        capacity = books.draining ? 0 : books.policy.capacity();
        agents = count(w -> w.agent);
    }

    Optional<Worker> leastActive() {
        return workers.stream()
                .filter(w -> w.promisedTo == null && unsheltered(w))
                .min(
                        comparing((Worker w) -> Objects.requireNonNull(documentOf(w)).lastActivity)
                                .thenComparing(w -> w.id));
    }

    boolean unsheltered(Worker w) {
        Document d = documentOf(w);
        if (d == null || w.leaving != null || pinned(d) || !wanted(d)) {
            return false;
        }
        if (!(w.phase instanceof Phase.Attached(Instant since))) {
            return false;
        }
        Policy policy = books.policy;
        boolean busy =
                w.busySince != null && !isPast(w.busySince.plus(policy.leaving().busyAtMost()));
        boolean resident = isPast(since.plus(policy.eviction().residency()));
        boolean edited = d.lastEdit.isAfter(now.minus(policy.eviction().quiet()));
        boolean swapped =
                d.lastSwap != null && !isPast(d.lastSwap.plus(policy.eviction().swapEvery()));
        boolean plain = policy.eviction().quiet().isZero();
        return !busy && (plain || (resident && !edited && !swapped));
    }

    boolean outranks(Document waiter, Worker holder) {
        return pinned(waiter) || moreActive(waiter, holder);
    }

    boolean moreActive(Document waiter, Worker holder) {
        Document held = Objects.requireNonNull(documentOf(holder));
        return waiter.lastActivity.isAfter(held.lastActivity);
    }

    Optional<Worker> victimOf(Document d) {
        return Optional.ofNullable(d.victim).map(books.workers::get);
    }

    Optional<Worker> workerOf(Document d) {
        return Optional.ofNullable(d.worker).map(books.workers::get);
    }

    @Nullable Document documentOf(Worker w) {
        return w.document == null ? null : books.documents.get(w.document);
    }

    long count(Predicate<Worker> which) {
        return workers.stream().filter(which).count();
    }

    boolean isPast(@Nullable Instant at) {
        return at != null && !at.isAfter(now);
    }

    static boolean pinned(Document d) {
        return d.wish != null && d.wish.kind() == Wish.Kind.PIN;
    }

    static boolean wanted(Document d) {
        boolean forbidden = d.wish != null && d.wish.kind() != Wish.Kind.PIN;
        return (d.inUse || pinned(d)) && !forbidden && d.leasedElsewhere == null;
    }

    static boolean resting(Document d) {
        return d.restUntil != null || d.quarantined != null;
    }

    static boolean holds(Document d) {
        return d.claim instanceof ClaimState.Held;
    }

    static boolean unclaimed(Document d) {
        return d.claim instanceof ClaimState.None;
    }

    static long epoch(Document d) {
        return ((ClaimState.Held) d.claim).epoch();
    }

    boolean finishesFirst(Worker w) {
        Document d = documentOf(w);
        boolean patient = w.condemned == Reason.RESTART || w.condemned == Reason.MEMORY_HIGH;
        return !books.draining
                && patient
                && d != null
                && wanted(d)
                && w.busySince != null
                && !w.stuckBusyReported;
    }

    Stream<Document> held() {
        return documents.stream().filter(d -> d.worker == null && holds(d));
    }

    /** So long a lease waits for its slot: since it was had, waits again, or has rested. */
    Instant slotBy(Document d) {
        Instant from = ((ClaimState.Held) d.claim).since();
        if (d.restUntil != null) {
            from = d.restUntil;
        } else if (d.waitingSince != null && d.waitingSince.isAfter(from)) {
            from = d.waitingSince;
        }
        return from.plus(books.policy.starting().claimWithin());
    }

    Optional<Document> nextInTurn() {
        if (!books.shared.isPaused()) {
            return waiting.stream()
                    .filter(d -> holds(d) && !d.leaseEnds)
                    .min(
                            comparing((Document d) -> Objects.requireNonNull(d.waitingSince))
                                    .thenComparing(d -> d.id))
                    .or(() -> waiting.stream().findFirst());
        }
        if (!books.shared.mayProbe(now)) {
            return Optional.empty();
        }
        return waiting.stream()
                .filter(d -> !d.id.equals(books.shared.lastProbed()))
                .findFirst()
                .or(() -> waiting.stream().findFirst());
    }

    Stream<Worker> comingSpares() {
        return workers.stream()
                .filter(w -> w.isSpare() && w.leaving == null && w.phase instanceof Phase.Starting)
                .sorted(comparing((Worker w) -> w.launchedAt).thenComparing(w -> w.id));
    }

    Stream<Worker> idleSpares() {
        return workers.stream()
                .filter(w -> !w.agent && w.phase instanceof Phase.Waiting && w.leaving == null)
                .sorted(comparing((Worker w) -> w.launchedAt).thenComparing(w -> w.id));
    }
}
