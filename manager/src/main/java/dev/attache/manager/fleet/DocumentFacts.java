package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;

/** What the table, and the answers to claims, say of a document. */
final class DocumentFacts {
    /** A lost claim has no fault to rest for; it waits until the table has been read again. */
    private static final Duration AFTER_LOST_CLAIM = Duration.ofSeconds(1);

    /** Then longer each time: a process that had started early is lost with each claim. */
    private static final Duration AFTER_FAILED_CLAIM = Duration.ofSeconds(2);

    private static final Duration AFTER_FAILED_CLAIMS = Duration.ofSeconds(30);

    private final Ledger books;

    DocumentFacts(Ledger books) {
        this.books = books;
    }

    void inUse(Event.InUse e, Instant now) {
        Document d = books.document(e.document());
        d.inUse = true;
        Instant activity = now.minus(e.activityAge());
        if (activity.isAfter(d.lastActivity)) {
            d.lastActivity = activity;
            Refusals.voidReservation(books, books.of(d), now);
        }
        if (d.quarantined != null && d.lastActivity.isAfter(d.quarantined.liftableAt())) {
            lift(d, "people work in it again", now);
        }
        books.filed(d, now);
    }

    void notInUse(Event.NotInUse e, Instant now) {
        Document d = books.document(e.document());
        d.inUse = false;
        d.notInUseBecause = e.why();
        settled(d, now);
    }

    void leasedElsewhere(Event.LeasedElsewhere e, Instant now) {
        Document d = books.document(e.document());
        if (d.claim instanceof ClaimState.Held(long epoch, _) && epoch >= e.epoch()) {
            // Read before our claim was committed.
            return;
        }
        d.leasedElsewhere = new Document.Owner(e.manager(), e.epoch());
        if (d.claim instanceof ClaimState.Held(long ours, _)) {
            // Changes nothing in the table; what is remembered of the lease goes.
            books.owed.add(new Action.GiveBack(d.id, ours, Action.Reason.LEASED_ELSEWHERE));
            d.claim = ClaimState.NONE;
            d.leaseEnds = false;
            d.epochHint = Math.max(d.epochHint, e.epoch());
        }
        settled(d, now);
    }

    void leaseFree(Event.LeaseFree e, Instant now) {
        Document d = books.document(e.document());
        d.leasedElsewhere = null;
        books.filed(d, now);
    }

    void override(Event.OverrideRead e, Instant now) {
        Document d = books.document(e.document());
        d.wish = e.wish();
        d.wishEnds = d.wish == null || d.wish.endsIn() == null ? null : now.plus(d.wish.endsIn());
        if (d.isPinned()) {
            Refusals.voidReservation(books, books.of(d), now);
        }
        settled(d, now);
    }

    void quarantineRead(Event.QuarantineRead e, Instant now) {
        Document d = books.document(e.document());
        if (e.strikes() <= d.liftedStrikes) {
            // Read before our own lifting of it was written.
            return;
        }
        d.quarantined = new Document.Quarantined(e.reason(), now.plus(e.liftableIn()));
        d.strikes = Math.max(d.strikes, e.strikes());
        settled(d, now);
    }

    void quarantineLifted(Event.QuarantineLifted e, Instant now) {
        Document d = books.documents.get(e.document());
        if (d != null) {
            d.liftedStrikes = 0;
            if (d.quarantined != null) {
                forgetFailures(d, now);
            }
            books.filed(d, now);
        }
    }

    /** Strikes that an earlier run of this manager, or another one, has seen. */
    void strikesRead(Event.StrikesRead e, Instant now) {
        Instant until = now.minus(e.liftedAgo()).plus(books.policy.quarantine().most());
        if (until.isAfter(now)) {
            Document d = books.document(e.document());
            d.strikes = Math.max(d.strikes, e.strikes());
            d.rememberUntil(until);
            books.filed(d, now);
        }
    }

    private void lift(Document d, String why, Instant now) {
        d.liftedStrikes = d.strikes;
        forgetFailures(d, now);
        books.owed.add(new Action.LiftQuarantine(d.id, why));
    }

    /** How often it has been quarantined is remembered: the next one lasts longer. */
    private void forgetFailures(Document d, Instant now) {
        if (d.strikes > 0) {
            d.rememberUntil(now.plus(books.policy.quarantine().most()));
        }
        d.quarantined = null;
        d.restUntil = null;
        d.restsBecause = "";
        d.deaths.clear();
        d.failuresInARow = 0;
    }

    void restart(Event.RestartRequested e, Instant now) {
        Document d = books.documents.get(e.document());
        if (d == null) {
            return;
        }
        if (d.quarantined != null) {
            lift(d, "an operator asked for it", now);
        }
        forgetFailures(d, now);
        Worker w = books.of(d);
        if (w != null && w.leaving == null) {
            w.condemned = Action.Reason.RESTART;
        }
        books.filed(d, now);
    }

    void claimed(Event.Claimed e, Instant now) {
        Document d = books.document(e.document());
        if (!(d.claim instanceof ClaimState.Asked)) {
            // The answer to a question that was dropped: whatever it says, it is given back.
            books.owed.add(new Action.GiveBack(d.id, e.epoch(), Action.Reason.UNNEEDED));
            books.filed(d, now);
            return;
        }
        d.claim = new ClaimState.Held(e.epoch(), now);
        d.claimsFailedInARow = 0;
        d.leaseEnds = false;
        d.epochHint = Math.max(d.epochHint, e.epoch());
        d.lives = 0;
        settled(d, now);
    }

    void claimLost(Event.ClaimLost e, Instant now) {
        unclaimed(e.document(), "leased by " + e.holder(), AFTER_LOST_CLAIM, now);
        books.owed.add(new Action.Reread(e.document()));
    }

    void claimFailed(Event.ClaimFailed e, Instant now) {
        Document d = books.document(e.document());
        d.claimsFailedInARow++;
        Duration rest =
                BackOff.doubled(d.claimsFailedInARow, AFTER_FAILED_CLAIM, AFTER_FAILED_CLAIMS);
        unclaimed(e.document(), "the claim failed: " + e.why(), rest, now);
    }

    private void unclaimed(DocumentId id, String why, Duration rest, Instant now) {
        Document d = books.document(id);
        if (!(d.claim instanceof ClaimState.Asked)) {
            books.filed(d, now);
            return;
        }
        d.claim = ClaimState.NONE;
        Instant until = now.plus(rest);
        if (d.restUntil == null || d.restUntil.isBefore(until)) {
            d.restUntil = until;
            d.restsBecause = why;
        }
        Refusals.forgoVictim(books, d, now);
        Worker w = books.of(d);
        if (w != null && w.life == null) {
            dismiss(w, d, Action.Reason.CLAIM_LOST, now);
        }
        books.filed(d, now);
    }

    /** A process that has not been attached yet, and whose document does not need it, may wait. */
    private void settled(Document d, Instant now) {
        Worker w = books.of(d);
        if (!d.isWanted()) {
            Refusals.forgoVictim(books, d, now);
            if (w != null && w.life == null && w.leaving == null) {
                dismiss(w, d, Action.Reason.UNNEEDED, now);
            }
        }
        books.filed(d, now);
    }

    private void dismiss(Worker w, Document d, Action.Reason reason, Instant now) {
        boolean room = books.spares() < Spares.target(books);
        if (room && w.leaving == null && w.condemned == null) {
            w.agent = false;
        } else if (w.leaving == null) {
            w.condemned = reason;
        }
        books.shared.withdrawn(w.id, now);
        w.document = null;
        d.worker = null;
        books.filed(w, now);
    }
}
