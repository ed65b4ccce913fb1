package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

/** Who may be evicted for whom. Pure. */
final class Victims {
    private Victims() {}

    static @Nullable Worker leastActive(Ledger books) {
        Agenda.Entry<WorkerId> first = books.evictable.first();
        return first == null ? null : books.workers.get(first.key());
    }

    static boolean yields(Ledger books, Worker victim, Document waiter) {
        Document holder = books.of(victim);
        return holder != null
                && (waiter.isPinned() || holder.lastActivity.isBefore(waiter.lastActivity));
    }

    /** The longest waiting of those that outrank this holder and have not claimed yet. */
    static @Nullable Document waiterFor(Ledger books, Worker victim) {
        Document holder = books.of(victim);
        DocumentId first = books.waiting.first();
        if (holder == null || first == null) {
            return null;
        }
        Document head = books.document(first);
        if (head.isPinned() && head.claim instanceof ClaimState.None) {
            return head;
        }
        DocumentId id = books.waiting.firstActiveAfter(holder.lastActivity);
        return id == null ? null : books.document(id);
    }

    /** Whether a reserved holder is still to be had: it may have become busy since the claim. */
    static boolean mayBeTaken(Ledger books, Worker reserved) {
        return reserved.phase instanceof Phase.Attached
                && (!reserved.isBusy() || isStuck(reserved));
    }

    static boolean isStuck(Worker w) {
        return w.stuckBusyReported;
    }
}
