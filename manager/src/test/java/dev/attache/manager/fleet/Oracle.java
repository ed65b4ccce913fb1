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

/**
 * The rules of the planner again, from the facts of documents and processes alone: no index, no
 * agenda, no treap, everything is looked through and sorted for each question. Slow, and so plain
 * that a difference is the planner's fault, or that of an index.
 */
final class Oracle extends Sight {
    private Oracle(Ledger books, Instant now) {
        super(books, now);
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
                count(
                                w ->
                                        w.phase instanceof Phase.Starting
                                                || w.phase instanceof Phase.Attaching
                                                || (w.agent && w.phase instanceof Phase.Waiting))
                        == 0;
        boolean allowed =
                books.shared.isPaused()
                        ? books.shared.isSetup() && books.shared.mayProbe(now) && waiting.isEmpty()
                        : books.sparesRestUntil == null;
        return quiet && allowed && count(w -> !w.agent) < target ? launch(null) : Optional.empty();
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
}
