package dev.attache.manager.fleet;

import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.FromWorker.Skill;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a living process says or shows. News of a process that is not in the books is ignored. */
final class WorkerFacts {
    private final Ledger books;

    WorkerFacts(Ledger books) {
        this.books = books;
    }

    void started(Worker w, long pid) {
        w.pid = pid;
    }

    void ready(Worker w, Event.WorkerReady e, Instant now) {
        if (!(w.phase instanceof Phase.Starting)) {
            return;
        }
        w.wasReady = true;
        w.version = e.ready().version();
        w.can = e.ready().can();
        w.phase = new Phase.Waiting(now);
        w.pulse = Pulse.quietUntil(books.policy.pings().nextAfter(now));
        books.spareCapable = w.can.contains(Skill.SPARE);
        books.spareDeathsInARow = w.isSpare() ? books.spareDeathsInARow : 0;
        if (books.shared.success(false)) {
            books.owed.add(new Action.Alarm("launches go on: a worker has become ready"));
        }
        filed(w, now);
    }

    void connected(Worker w, Instant now) {
        if (w.life == null || w.phase.isLeaving()) {
            return;
        }
        if (!(w.phase instanceof Phase.Attaching)) {
            cameBack(w, now);
            return;
        }
        w.wasConnected = true;
        w.connectedAt = now;
        w.disconnectedAt = null;
        w.replaceAt = null;
        w.complaint = null;
        w.phase = new Phase.Attached(now);
        books.owed.add(new Action.Book(w.life, w.id, Action.Status.ACTIVE, null));
        if (books.shared.success(true)) {
            books.owed.add(new Action.Alarm("launches go on: an agent has attached"));
        }
        filed(w, now);
    }

    private void cameBack(Worker w, Instant now) {
        if (w.disconnectedAt == null || w.life == null) {
            return;
        }
        w.disconnectedAt = null;
        w.replaceAt = null;
        w.connectedAt = now;
        books.owed.add(new Action.Book(w.life, w.id, Action.Status.ACTIVE, null));
        if (books.shared.success(true)) {
            books.owed.add(new Action.Alarm("launches go on: an agent has come back"));
        }
        filed(w, now);
    }

    /** It comes back by itself; until then nobody should believe that it is there. */
    void disconnected(Worker w, Event.WorkerDisconnected e, Instant now) {
        if (w.life == null || w.phase.isLeaving()) {
            return;
        }
        if (w.disconnectedAt == null && !(w.phase instanceof Phase.Attaching)) {
            forgiveTokens(w, now);
            w.disconnectedAt = now;
            w.replaceAt = now.plus(books.policy.leaving().busyAtMost());
            books.owed.add(
                    new Action.Book(
                            w.life,
                            w.id,
                            Action.Status.CONNECTING,
                            "Lost its document: " + e.code() + " " + e.reason()));
        }
        if (e.tokenRefused()) {
            refreshToken(w, now);
        }
        filed(w, now);
    }

    /** Its token has been good for long enough: the next refusal has another reason. */
    private void forgiveTokens(Worker w, Instant now) {
        if (w.connectedAt != null
                && !w.connectedAt.plus(books.policy.backOff().goodLife()).isAfter(now)) {
            w.tokensRefused = 0;
        }
    }

    /** At once the first time; a secret that is wrong must not turn into a hot loop. */
    private void refreshToken(Worker w, Instant now) {
        if (w.tokenDue != null) {
            // It tries again with the old one, which must not put the new one off.
            return;
        }
        w.tokensRefused++;
        w.tokenDue =
                w.tokensRefused == 1
                        ? now
                        : now.plus(
                                BackOff.doubled(
                                        w.tokensRefused - 1,
                                        books.policy.rest().first(),
                                        books.policy.rest().most()));
    }

    void answered(Worker w, Event.WorkerAnswered e, Instant now) {
        w.doing = e.doing();
        if (w.pulse.asked() && e.ping() <= w.pulse.ping()) {
            w.sparedReported = false;
            w.pulse = Pulse.quietUntil(books.policy.pings().nextAfter(now));
            books.filed(w, now);
        }
    }

    void busy(Worker w, Instant now) {
        if (w.busySince == null || w.busyByItsSilence) {
            // What we had made of its silence was before this: only now is it known to work.
            w.busySince = now;
            w.busyByItsSilence = false;
            w.stuckBusyReported = false;
        }
        Document d = books.of(w);
        if (d != null && d.lastActivity.isBefore(now)) {
            d.lastActivity = now;
        }
        Refusals.refused(books, w, now);
        Refusals.voidReservation(books, w, now);
        filed(w, now);
    }

    void free(Worker w, Instant now) {
        w.busySince = null;
        w.busyByItsSilence = false;
        w.stuckBusyReported = false;
        filed(w, now);
    }

    void released(Worker w, Instant now) {
        if (w.phase instanceof Phase.Releasing) {
            books.leaves(w, now);
            filed(w, now);
        } else if (w.phase instanceof Phase.Attached && w.refused != null) {
            // Its consent and our patience, or its refusal, have crossed.
            w.leaving = w.refused;
            books.leaves(w, now);
            filed(w, now);
        }
    }

    void people(Worker w, Event.PeopleSeen e, Instant now) {
        w.people = e.people();
        Document d = books.of(w);
        if (d != null && e.edited()) {
            d.lastActivity = now;
            d.lastEdit = now;
            Refusals.voidReservation(books, w, now);
            books.filed(d, now);
        }
    }

    void failed(Worker w, Event.WorkerFailed e, Instant now) {
        w.complaint = new Worker.Complaint(e.cause(), e.message(), now);
        report(w, "error", w.complaint.toString());
    }

    void bye(Worker w, Event.WorkerSaidBye e, Instant now) {
        if (w.phase.isLeaving()) {
            return;
        }
        if (e.reason() != Reason.SUPERSEDED) {
            leavesByItself(w, e.reason(), now);
            return;
        }
        Refusals.breakPromise(books, w, now);
        w.supersededBy = e.epoch();
        w.leaving = Action.Reason.SUPERSEDED;
        books.leaves(w, now);
        filed(w, now);
    }

    /** It was its last line. One that stays all the same, and answers pings, is in no document. */
    private void leavesByItself(Worker w, Reason reason, Instant now) {
        if (w.life == null || !(w.phase instanceof Phase.Attached)) {
            return;
        }
        if (w.disconnectedAt == null) {
            w.disconnectedAt = now;
            books.owed.add(
                    new Action.Book(
                            w.life,
                            w.id,
                            Action.Status.CONNECTING,
                            "Said bye: " + reason.name().toLowerCase(Locale.ROOT)));
        }
        w.replaceAt = now.plus(books.policy.leaving().stopWithin());
        filed(w, now);
    }

    void babbles(Worker w, Event.WorkerBabbles e, Instant now) {
        if (w.condemned == null && w.leaving == null) {
            w.condemned = Action.Reason.BABBLING;
            report(w, "babbling", e.what());
            filed(w, now);
        }
    }

    void memory(Worker w, long pssMb, Instant now) {
        Policy.MemoryLimits limits = books.policy.memory();
        boolean warned = over(limits.warnMb(), w.memoryMb);
        w.memoryMb = pssMb;
        if (w.leaving != null) {
            return;
        }
        if (over(limits.killMb(), pssMb)) {
            w.condemned = Action.Reason.MEMORY;
        } else if (over(limits.releaseMb(), pssMb)) {
            w.condemned = w.condemned == null ? Action.Reason.MEMORY_HIGH : w.condemned;
        } else if (over(limits.warnMb(), pssMb) && !warned) {
            report(w, "memory", "uses " + pssMb + " MB, more than " + limits.warnMb());
        }
        filed(w, now);
    }

    /** Ours was the silence. */
    void loopWasLate(Duration by, Instant now) {
        for (Worker w : List.copyOf(books.workers.values())) {
            if (w.pulse.asked()) {
                w.pulse = Pulse.quietUntil(now);
            }
            w.phase = w.phase.extendedBy(by);
            filed(w, now);
        }
    }

    private static boolean over(long limit, long mb) {
        return limit > 0 && mb > limit;
    }

    private void report(Worker w, String kind, String sentence) {
        books.owed.add(
                new Action.Report(w.document, w.life, kind, sentence, null, (Duration) null));
    }

    private void filed(Worker w, Instant now) {
        @Nullable Document d = books.of(w);
        if (d == null) {
            books.filed(w, now);
        } else {
            books.filed(d, now);
        }
    }
}
