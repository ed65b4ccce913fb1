package dev.attache.manager.fleet;

import static java.util.Comparator.comparing;

import dev.attache.manager.fleet.Action.Reason;
import dev.attache.protocol.FromWorker.Skill;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of the planner again, from the facts of documents and processes alone: no index, no
 * agenda, no treap, everything is looked through and sorted for each question. Slow, and so plain
 * that a difference is the planner's fault, or that of an index.
 */
final class Oracle {
    private final Ledger books;
    private final Instant now;
    private final List<Document> documents;
    private final List<Worker> workers;
    private final List<Document> waiting;
    private final int capacity;
    private final long agents;

    private Oracle(Ledger books, Instant now) {
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

    static Optional<Action> next(Ledger books, Instant now) {
        return new Oracle(books, now).next();
    }

    private Optional<Action> next() {
        return Optional.<Action>ofNullable(books.owed.peekFirst())
                .or(this::late)
                .or(this::unwanted)
                .or(this::token)
                .or(this::lease)
                .or(this::attach)
                .or(this::claim)
                .or(this::shrink)
                .or(this::fill)
                .or(this::evict)
                .or(this::swap)
                .or(this::spare);
    }

    private Optional<Action> late() {
        return workers.stream()
                .filter(w -> isPast(w.due()))
                .min(
                        comparing((Worker w) -> Objects.requireNonNull(w.due()))
                                .thenComparing(w -> w.id))
                .flatMap(w -> Optional.ofNullable(Tending.of(w, now, books.nextPing())));
    }

    private Optional<Action> unwanted() {
        return workers.stream()
                .filter(w -> w.leaving == null && whyNot(w) != null && !finishesFirst(w))
                .findFirst()
                .map(
                        w -> {
                            Reason why = Objects.requireNonNull(whyNot(w));
                            return switch (why) {
                                case MEMORY, BABBLING -> new Action.Kill(w.id, why);
                                case RESTART, MEMORY_HIGH -> goodbye(w, why, null);
                                default -> new Action.Stop(w.id, why);
                            };
                        });
    }

    private @Nullable Reason whyNot(Worker w) {
        Document d = documentOf(w);
        if (books.draining) {
            return Reason.DRAINING;
        }
        if (w.condemned != null) {
            return w.condemned;
        }
        if (d == null) {
            return w.wasReady && !w.can.contains(Skill.SPARE) ? Reason.UNSUITED : null;
        }
        if (wanted(d)) {
            return null;
        }
        if (d.leasedElsewhere != null) {
            return Reason.LEASED_ELSEWHERE;
        }
        if (d.wish == null || d.wish.kind() == Wish.Kind.PIN) {
            return Reason.IDLE;
        }
        return switch (d.wish.kind()) {
            case BAN -> Reason.BANNED;
            case PAUSE -> Reason.PAUSED;
            default -> Reason.SWITCHED_OFF;
        };
    }

    private boolean finishesFirst(Worker w) {
        Document d = documentOf(w);
        boolean patient = w.condemned == Reason.RESTART || w.condemned == Reason.MEMORY_HIGH;
        return !books.draining
                && patient
                && d != null
                && wanted(d)
                && w.busySince != null
                && !w.stuckBusyReported;
    }

    private Optional<Action> token() {
        return workers.stream()
                .filter(w -> w.life != null && !w.phase.isLeaving() && isPast(w.tokenDue))
                .min(
                        comparing((Worker w) -> Objects.requireNonNull(w.tokenDue))
                                .thenComparing(w -> w.id))
                .map(w -> new Action.FreshToken(w.id, Objects.requireNonNull(w.life)));
    }

    private Optional<Action> lease() {
        Optional<Document> needless =
                held().filter(
                                d ->
                                        books.draining
                                                || d.leaseEnds
                                                || !wanted(d)
                                                || d.quarantined != null)
                        .findFirst();
        if (needless.isPresent()) {
            return needless.map(d -> new Action.GiveBack(d.id, epoch(d), Reason.UNNEEDED));
        }
        return held().filter(d -> books.booksReachable && isPast(slotBy(d)))
                .min(comparing(this::slotBy).thenComparing(d -> d.id))
                .map(d -> new Action.GiveBack(d.id, epoch(d), Reason.NO_SLOT));
    }

    private Stream<Document> held() {
        return documents.stream().filter(d -> d.worker == null && holds(d));
    }

    /** So long a lease waits for its slot: since it was had, waits again, or has rested. */
    private Instant slotBy(Document d) {
        Instant from = ((ClaimState.Held) d.claim).since();
        if (d.restUntil != null) {
            from = d.restUntil;
        } else if (d.waitingSince != null && d.waitingSince.isAfter(from)) {
            from = d.waitingSince;
        }
        return from.plus(books.policy.starting().claimWithin());
    }

    private Optional<Action> attach() {
        return documents.stream()
                .filter(d -> wanted(d) && holds(d))
                .flatMap(d -> workerOf(d).stream())
                .filter(w -> w.phase instanceof Phase.Waiting && w.leaving == null)
                .findFirst()
                .map(
                        w -> {
                            Document d = Objects.requireNonNull(documentOf(w));
                            return new Action.Attach(
                                    w.id,
                                    new Life(d.id, epoch(d), d.lives + 1),
                                    w.hasWaited ? Action.Origin.WARM : Action.Origin.COLD);
                        });
    }

    private Optional<Action> claim() {
        return documents.stream()
                .filter(d -> wanted(d) && unclaimed(d))
                .filter(
                        d ->
                                workerOf(d)
                                        .filter(w -> w.life == null && w.leaving == null)
                                        .isPresent())
                .findFirst()
                .map(d -> new Action.Claim(d.id, d.epochHint));
    }

    private Optional<Action> shrink() {
        return agents - count(w -> w.agent && w.leaving != null) <= capacity
                ? Optional.empty()
                : leastActive().map(w -> goodbye(w, Reason.CAPACITY_LOWERED, null));
    }

    private Optional<Action> fill() {
        if (agents >= capacity) {
            return Optional.empty();
        }
        return nextInTurn()
                .filter(d -> !unclaimed(d) || books.booksReachable)
                .flatMap(
                        d ->
                                idleSpares()
                                        .findFirst()
                                        .or(() -> comingSpares().findFirst())
                                        .<Action>map(w -> new Action.Assign(w.id, d.id))
                                        .or(() -> launch(d)));
    }

    private Optional<Document> nextInTurn() {
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

    private Stream<Worker> comingSpares() {
        return workers.stream()
                .filter(w -> w.isSpare() && w.leaving == null && w.phase instanceof Phase.Starting)
                .sorted(comparing((Worker w) -> w.launchedAt).thenComparing(w -> w.id));
    }

    private Optional<Action> launch(@Nullable Document d) {
        boolean allowed =
                books.memoryFree
                        && count(w -> w.phase instanceof Phase.Starting)
                                < books.policy.launchesAtOnce();
        return allowed
                ? Optional.of(new Action.Launch(books.nextWorker(), d == null ? null : d.id))
                : Optional.empty();
    }

    private Optional<Action> evict() {
        if (agents < capacity || books.shared.isPaused()) {
            return Optional.empty();
        }
        List<Document> claimants =
                waiting.stream()
                        .filter(d -> holds(d) && !d.leaseEnds)
                        .sorted(
                                comparing((Document d) -> Objects.requireNonNull(d.waitingSince))
                                        .thenComparing(d -> d.id))
                        .filter(d -> victimOf(d).filter(w -> w.leaving != null).isEmpty())
                        .toList();
        long comingFree =
                count(
                        w ->
                                w.agent
                                        && w.leaving != null
                                        && w.phase.isLeaving()
                                        && w.promisedTo == null);
        return claimants.stream()
                .skip(comingFree)
                .flatMap(
                        d ->
                                victimOf(d)
                                        .or(this::leastActive)
                                        .filter(w -> unsheltered(w) && outranks(d, w))
                                        .map(w -> goodbye(w, Reason.OUTRANKED, d))
                                        .stream())
                .findFirst();
    }

    private Optional<Action> swap() {
        if (agents < capacity
                || capacity == 0
                || !books.booksReachable
                || books.shared.isPaused()
                || waiting.isEmpty()) {
            return Optional.empty();
        }
        Optional<Worker> victim = leastActive();
        Document head = waiting.getFirst();
        Predicate<Document> maySwap =
                pinned(head) && unclaimed(head)
                        ? d -> d == head
                        : d ->
                                unclaimed(d)
                                        && d.lastSwap == null
                                        && victim.filter(w -> moreActive(d, w)).isPresent();
        return victim.flatMap(_ -> waiting.stream().filter(maySwap).findFirst())
                .map(d -> new Action.Claim(d.id, d.epochHint));
    }

    private Optional<Action> spare() {
        int target = Spares.target(books);
        Optional<Worker> oldest = idleSpares().findFirst();
        if (oldest.isPresent() && idleSpares().count() > target) {
            return oldest.map(w -> new Action.Stop(w.id, Reason.UNNEEDED));
        }
        if (oldest.filter(w -> isPast(w.launchedAt.plus(books.policy.starting().spareAge())))
                .isPresent()) {
            return oldest.map(w -> new Action.Stop(w.id, Reason.SPARE_TOO_OLD));
        }
        boolean quiet =
                count(w -> w.phase instanceof Phase.Starting || w.phase instanceof Phase.Attaching)
                        == 0;
        boolean allowed =
                books.shared.isPaused()
                        ? books.shared.isSetup() && books.shared.mayProbe(now) && waiting.isEmpty()
                        : books.sparesRestUntil == null;
        return quiet && allowed && count(w -> !w.agent) < target ? launch(null) : Optional.empty();
    }

    private Stream<Worker> idleSpares() {
        return workers.stream()
                .filter(w -> !w.agent && w.phase instanceof Phase.Waiting && w.leaving == null)
                .sorted(comparing((Worker w) -> w.launchedAt).thenComparing(w -> w.id));
    }

    private Optional<Worker> leastActive() {
        return workers.stream()
                .filter(w -> w.promisedTo == null && unsheltered(w))
                .min(
                        comparing((Worker w) -> Objects.requireNonNull(documentOf(w)).lastActivity)
                                .thenComparing(w -> w.id));
    }

    private boolean unsheltered(Worker w) {
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

    private boolean outranks(Document waiter, Worker holder) {
        return pinned(waiter) || moreActive(waiter, holder);
    }

    private boolean moreActive(Document waiter, Worker holder) {
        Document held = Objects.requireNonNull(documentOf(holder));
        return waiter.lastActivity.isAfter(held.lastActivity);
    }

    private static Action goodbye(Worker w, Reason why, @Nullable Document by) {
        boolean asks =
                w.can.contains(Skill.RELEASE)
                        && w.phase instanceof Phase.Attached
                        && !w.stuckBusyReported;
        return asks
                ? new Action.Release(w.id, why, by == null ? null : by.id)
                : new Action.Stop(w.id, why);
    }

    private Optional<Worker> victimOf(Document d) {
        return Optional.ofNullable(d.victim).map(books.workers::get);
    }

    private Optional<Worker> workerOf(Document d) {
        return Optional.ofNullable(d.worker).map(books.workers::get);
    }

    private @Nullable Document documentOf(Worker w) {
        return w.document == null ? null : books.documents.get(w.document);
    }

    private long count(Predicate<Worker> which) {
        return workers.stream().filter(which).count();
    }

    private boolean isPast(@Nullable Instant at) {
        return at != null && !at.isAfter(now);
    }

    private static boolean pinned(Document d) {
        return d.wish != null && d.wish.kind() == Wish.Kind.PIN;
    }

    private static boolean wanted(Document d) {
        boolean forbidden = d.wish != null && d.wish.kind() != Wish.Kind.PIN;
        return (d.inUse || pinned(d)) && !forbidden && d.leasedElsewhere == null;
    }

    private static boolean resting(Document d) {
        return d.restUntil != null || d.quarantined != null;
    }

    private static boolean holds(Document d) {
        return d.claim instanceof ClaimState.Held;
    }

    private static boolean unclaimed(Document d) {
        return d.claim instanceof ClaimState.None;
    }

    private static long epoch(Document d) {
        return ((ClaimState.Held) d.claim).epoch();
    }
}
