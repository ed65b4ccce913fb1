package dev.attache.manager.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** What time alone changes: rests that are over, shelters that end, wishes that expire. */
final class Clockwork {
    private Clockwork() {}

    static void advance(Ledger books, Instant now) {
        books.rests.whileDue(
                now,
                id -> {
                    Document d = books.document(id);
                    d.restUntil = null;
                    d.restsBecause = "";
                    books.filed(d, now);
                });
        books.pardons.whileDue(
                now,
                id -> {
                    Document d = books.document(id);
                    d.pardon();
                    books.filed(d, now);
                });
        books.wishes.whileDue(
                now,
                id -> {
                    Document d = books.document(id);
                    d.wish = null;
                    d.wishEnds = null;
                    books.filed(d, now);
                });
        books.claimsUnanswered.whileDue(
                now,
                id ->
                        new DocumentFacts(books)
                                .claimFailed(
                                        new Event.ClaimFailed(id, "it was never answered"), now));
        books.swapAgain.whileDue(
                now,
                id -> {
                    Document d = books.document(id);
                    d.lastSwap = null;
                    books.filed(d, now);
                });
        books.sheltered.whileDue(
                now,
                id -> {
                    books.filed(Objects.requireNonNull(books.workers.get(id)), now);
                });
        books.stuckAt.whileDue(
                now,
                id -> {
                    Worker w = Objects.requireNonNull(books.workers.get(id));
                    noteStuck(books, w, now);
                    books.filed(w, now);
                });
        books.strayedAt.whileDue(
                now,
                id -> {
                    Worker w = Objects.requireNonNull(books.workers.get(id));
                    strayed(books, w, now);
                    books.filed(w, now);
                });
        if (books.sparesRestUntil != null && !books.sparesRestUntil.isAfter(now)) {
            books.sparesRestUntil = null;
        }
        WorkerId due = books.due.firstDue(now);
        while (due != null && settled(books, Objects.requireNonNull(books.workers.get(due)), now)) {
            due = books.due.firstDue(now);
        }
    }

    /**
     * A replacement could not come in either while the fault is shared: then it may go on. One is
     * tried at a time: all that lost the same server are due at once, and two deaths prove it.
     */
    private static void strayed(Ledger books, Worker w, Instant now) {
        if (books.shared.isPaused()) {
            w.replaceAt = now.plus(books.policy.leaving().busyAtMost());
        } else if (books.nextReplacement.isAfter(now)) {
            w.replaceAt = books.nextReplacement;
        } else {
            books.nextReplacement = now.plus(books.policy.probeEvery());
            w.condemned = Action.Reason.NEVER_CAME_BACK;
        }
    }

    private static void noteStuck(Ledger books, Worker w, Instant now) {
        w.stuckBusyReported = true;
        note(books, w, "stuck", Action.Reason.STUCK_BUSY, now);
    }

    /** Once for each silence, however long it is. */
    private static void noteSpared(Ledger books, Worker w, Instant now) {
        if (!w.sparedReported) {
            w.sparedReported = true;
            note(books, w, "silent", Action.Reason.SPARED, now);
        }
    }

    private static void note(
            Ledger books, Worker w, String kind, Action.Reason reason, Instant now) {
        books.owed.add(
                new Action.Report(
                        w.document,
                        w.life,
                        kind,
                        reason.sentence(),
                        null,
                        Duration.between(w.launchedAt, now)));
    }

    /** True when a due worker needs no action: silence that counts as busy, or too many kills. */
    private static boolean settled(Ledger books, Worker w, Instant now) {
        if (w.phase instanceof Phase.Releasing(Instant deadline, _, _) && !deadline.isAfter(now)) {
            Refusals.refused(books, w, now);
            return true;
        }
        boolean silent = w.phase.isPinged() && w.pulse.isSilence() && !w.pulse.due().isAfter(now);
        if (silent && !books.kills.allows(books.workers.size(), now)) {
            noteSpared(books, w, now);
            w.pulse = new Pulse(true, w.pulse.ping(), w.pulse.attempt(), books.kills.nextAt(now));
            books.filed(w, now);
            return true;
        }
        return false;
    }

    /** The next moment at which time alone asks for a decision; never in the past. */
    static Instant wakeAt(Ledger books, Instant now) {
        Agenda.@Nullable Entry<WorkerId> oldestSpare = books.readySpares.first();
        return Stream.of(
                        books.rests.firstInstant(),
                        books.pardons.firstInstant(),
                        books.wishes.firstInstant(),
                        books.swapAgain.firstInstant(),
                        books.sheltered.firstInstant(),
                        books.due.firstInstant(),
                        books.stuckAt.firstInstant(),
                        books.strayedAt.firstInstant(),
                        books.tokensDue.firstInstant(),
                        books.claimEnds.firstInstant(),
                        books.claimsUnanswered.firstInstant(),
                        books.sparesRestUntil,
                        books.shared.probeAt(),
                        oldestSpare == null
                                ? null
                                : oldestSpare.at().plus(books.policy.starting().spareAge()))
                .filter(Objects::nonNull)
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }
}
