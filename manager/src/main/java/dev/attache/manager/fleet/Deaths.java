package dev.attache.manager.fleet;

import dev.attache.manager.fleet.Action.Reason;
import dev.attache.protocol.FromWorker.Cause;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What follows from the end of a process: nothing, a rest, a quarantine, or a pause of all
 * launches. A crash during a requested stop is no failure.
 */
final class Deaths {
    private static final Duration COMPLAINT_COUNTS = Duration.ofSeconds(30);

    private final Ledger books;

    Deaths(Ledger books) {
        this.books = books;
    }

    void launchFailed(Worker w, String why, Instant now) {
        bury(w, new Exit(127, 0, List.of(why)), "could not be started: " + why, now);
    }

    void exited(Worker w, Exit exit, Instant now) {
        bury(w, exit, exit.toString(), now);
    }

    private void bury(Worker w, Exit exit, String how, Instant now) {
        Document d = books.of(w);
        books.gone(w);
        swapped(w, now);
        Refusals.breakPromise(books, w, now);
        boolean failed = w.leaving == null || w.leaving.isFailure();
        if (d == null) {
            spareGone(w, exit, how, failed || isOversized(w), now);
            return;
        }
        d.worker = null;
        if (w.leaving == Reason.SUPERSEDED) {
            superseded(w, d, now);
        } else if (failed) {
            failed(w, d, exit, how, now);
        } else {
            leftInPeace(w, d, now);
        }
        books.shared.gone(w.id, now, books.policy);
        books.filed(d, now);
    }

    /** A swap concerns two: who came in by it is not to go by the next one at once. */
    private void swapped(Worker evicted, Instant now) {
        if (evicted.leaving != Reason.OUTRANKED || books.policy.plainLru()) {
            return;
        }
        Document waiter =
                evicted.promisedTo == null ? null : books.documents.get(evicted.promisedTo);
        if (waiter != null) {
            waiter.lastSwap = now;
        }
    }

    private static boolean isOversized(Worker w) {
        return w.leaving == Reason.MEMORY_HIGH;
    }

    private void spareGone(Worker w, Exit exit, String how, boolean failed, Instant now) {
        books.shared.gone(w.id, now, books.policy);
        if (!failed) {
            return;
        }
        report(w, "died", how, exit, now);
        if (!w.wasReady) {
            sharedFault("workers die before they are ready: " + how, true, w, now);
        }
        books.spareDeathsInARow++;
        books.sparesRestUntil =
                now.plus(
                        BackOff.doubled(
                                books.spareDeathsInARow,
                                books.policy.backOff().first(),
                                books.policy.backOff().most()));
    }

    private void superseded(Worker w, Document d, Instant now) {
        close(w, Reason.SUPERSEDED.sentence(), Action.Status.DISCONNECTED);
        if (d.claim instanceof ClaimState.Held(long epoch, _)) {
            // Whoever holds the document may have lost the table: the next claim is open to all.
            books.owed.add(new Action.GiveBack(d.id, epoch, Reason.SUPERSEDED));
        }
        d.claim = ClaimState.NONE;
        d.leaseEnds = false;
        if (w.supersededBy != null) {
            d.epochHint = Math.max(d.epochHint, w.supersededBy);
        }
        forgetAfterGoodLife(w, d, now);
        d.supersededInARow++;
        d.rememberUntil(now.plus(books.policy.quarantine().within()));
        rest(
                d,
                "the document is held by a higher epoch",
                BackOff.doubled(
                        d.supersededInARow,
                        books.policy.rest().first(),
                        books.policy.rest().most()),
                now);
        books.owed.add(new Action.Reread(d.id));
    }

    private void leftInPeace(Worker w, Document d, Instant now) {
        close(w, sentence(w), Action.Status.DISCONNECTED);
        forgetAfterGoodLife(w, d, now);
        d.waitingSince = null;
        boolean staysHere = w.leaving == Reason.RESTART || w.leaving == Reason.MEMORY_HIGH;
        if (d.holdsClaim() && !staysHere) {
            d.leaseEnds = true;
        }
        if (w.leaving == Reason.MEMORY_HIGH) {
            grewTooLarge(w, d, now);
        }
        if (w.leaving == Reason.OUTRANKED) {
            d.lastSwap = books.policy.plainLru() ? null : now;
        }
    }

    /** Not its fault, but not to be repeated every few seconds either. */
    private void grewTooLarge(Worker w, Document d, Instant now) {
        d.failuresInARow++;
        d.rememberUntil(now.plus(books.policy.quarantine().within()));
        String why = w.memoryMb + " MB, more than " + books.policy.memory().releaseMb();
        rest(
                d,
                why,
                BackOff.after(
                        d.failuresInARow,
                        books.policy.backOff().first(),
                        books.policy.backOff().most(),
                        d.id),
                now);
        report(w, "memory", why, Exit.code(0), now);
    }

    private void failed(Worker w, Document d, Exit exit, String how, Instant now) {
        String why = w.leaving == null ? how : w.leaving.sentence() + ", " + how;
        close(w, why, Action.Status.ERROR);
        report(w, "died", why, exit, now);
        forgetAfterGoodLife(w, d, now);
        d.failuresInARow++;
        d.rememberUntil(now.plus(books.policy.quarantine().within()));
        boolean early = !w.wasReady;
        boolean notItsOwn =
                early
                        || w.leaving == Reason.NEVER_CONNECTED
                        || w.leaving == Reason.NEVER_CAME_BACK
                        || isNotTheDocuments(w, now);
        // Where the fault is shared, the probe sets the pace, and has to find somebody rested.
        Duration most =
                notItsOwn ? shorter(books.policy.probeEvery()) : books.policy.backOff().most();
        rest(
                d,
                because(w, why, now),
                BackOff.after(d.failuresInARow, books.policy.backOff().first(), most, d.id),
                now);
        if (early) {
            sharedFault("workers die before they are ready: " + why, true, w, now);
        } else if (notItsOwn) {
            sharedFault("agents cannot do their work: " + because(w, why, now), false, w, now);
        } else if (books.shared.isOneOfMany(d.id, books.agents() + 1, now)) {
            if (books.shared.manyDeaths(now)) {
                pauseAlarm();
            }
        } else {
            died(d, w, why, exit, now);
        }
    }

    private Duration shorter(Duration rest) {
        Duration most = books.policy.backOff().most();
        return rest.compareTo(most) < 0 ? rest : most;
    }

    private void died(Document d, Worker w, String why, Exit exit, Instant now) {
        Instant since = now.minus(books.policy.quarantine().within());
        while (!d.deaths.isEmpty() && d.deaths.peekFirst().isBefore(since)) {
            d.deaths.removeFirst();
        }
        d.deaths.addLast(now);
        if (books.policy.quarantine().deaths() == 0
                || d.deaths.size() < books.policy.quarantine().deaths()) {
            return;
        }
        d.strikes++;
        Duration liftableIn =
                BackOff.doubled(
                        d.strikes,
                        books.policy.quarantine().first(),
                        books.policy.quarantine().most());
        String reason =
                d.deaths.size()
                        + " deaths in "
                        + books.policy.quarantine().within().toMinutes()
                        + " min, the last: "
                        + because(w, why, now);
        d.quarantined = new Document.Quarantined(reason, now.plus(liftableIn));
        d.restUntil = null;
        books.owed.add(new Action.Quarantine(d.id, reason, d.strikes, liftableIn));
        books.owed.add(new Action.Report(d.id, w.life, "quarantine", reason, exit, null));
    }

    private void sharedFault(String why, boolean beforeReady, Worker w, Instant now) {
        if (books.shared.fault(why, beforeReady, w, now, books.policy)) {
            pauseAlarm();
        }
    }

    private void pauseAlarm() {
        books.owed.add(
                new Action.Alarm(
                        "launches pause, one probe every "
                                + books.policy.probeEvery().toSeconds()
                                + " s: "
                                + books.shared.pausedBecause()));
    }

    private void rest(Document d, String why, Duration rest, Instant now) {
        d.restUntil = now.plus(rest);
        d.restsBecause = why;
    }

    private void forgetAfterGoodLife(Worker w, Document d, Instant now) {
        if (w.connectedAt != null
                && !w.connectedAt.plus(books.policy.backOff().goodLife()).isAfter(now)) {
            d.failuresInARow = 0;
            d.supersededInARow = 0;
        }
    }

    private void close(Worker w, String why, Action.Status status) {
        if (w.life != null) {
            books.owed.add(new Action.Book(w.life, w.id, status, why));
        }
    }

    private void report(Worker w, String kind, String how, Exit exit, Instant now) {
        books.owed.add(
                new Action.Report(
                        w.document, w.life, kind, how, exit, Duration.between(w.launchedAt, now)));
    }

    private static String sentence(Worker w) {
        return w.leaving == null ? "" : w.leaving.sentence();
    }

    private static boolean isNotTheDocuments(Worker w, Instant now) {
        Worker.Complaint heard = lastWords(w, now);
        return heard != null
                && (heard.cause() == Cause.SETUP
                        || heard.cause() == Cause.SERVER
                        || heard.cause() == Cause.MODEL);
    }

    private static String because(Worker w, String why, Instant now) {
        Worker.Complaint heard = lastWords(w, now);
        return heard == null ? why : heard + "; " + why;
    }

    /** What it complained of long ago is not what it died of. */
    private static Worker.@Nullable Complaint lastWords(Worker w, Instant now) {
        Worker.Complaint heard = w.complaint;
        return heard != null && heard.at().plus(COMPLAINT_COUNTS).isAfter(now) ? heard : null;
    }
}
