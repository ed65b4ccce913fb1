package dev.attache.manager.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A worker that was asked to leave and stays; and a slot that was promised and is not to be had.
 */
final class Refusals {
    private Refusals() {}

    static void refused(Ledger books, Worker w, Instant now) {
        if (!(w.phase instanceof Phase.Releasing(_, _, Instant attachedSince))) {
            return;
        }
        w.phase = new Phase.Attached(attachedSince);
        w.refused = w.leaving;
        w.leaving = null;
        if (w.refused == Action.Reason.RESTART) {
            // An operator's word outlives the sentence in hand.
            w.condemned = Action.Reason.RESTART;
        }
        if (w.busySince == null) {
            w.busySince = now;
            w.busyByItsSilence = true;
        }
        breakPromise(books, w, now);
        books.filed(w, now);
    }

    /** The waiter looks for another slot. */
    static void breakPromise(Ledger books, Worker w, Instant now) {
        if (w.promisedTo == null) {
            return;
        }
        Document waiter = books.documents.get(w.promisedTo);
        w.promisedTo = null;
        if (waiter != null && w.id.equals(waiter.victim)) {
            waiter.victim = null;
            books.filed(waiter, now);
        }
    }

    /**
     * A holder that was to be asked, and has not been, has become active: its waiter looks again.
     */
    static void voidReservation(Ledger books, @Nullable Worker w, Instant now) {
        if (w != null && w.leaving == null && w.promisedTo != null) {
            breakPromise(books, w, now);
            books.filed(w, now);
        }
    }

    /** The document does not need the slot it was promised. */
    static void forgoVictim(Ledger books, Document d, Instant now) {
        Worker victim = d.victim == null ? null : books.workers.get(d.victim);
        d.victim = null;
        if (victim != null && d.id.equals(victim.promisedTo)) {
            victim.promisedTo = null;
            books.filed(victim, now);
        }
    }
}
