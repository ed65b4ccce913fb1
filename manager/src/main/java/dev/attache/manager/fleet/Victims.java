package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Who may be evicted for whom. Pure. */
final class Victims {
    private Victims() {}

    static @Nullable Worker leastActive(Ledger books) {
        Agenda.Entry<WorkerId> first = books.evictable.first();
        return first == null ? null : books.workers.get(first.key());
    }

    /** Much may have happened since the holder was reserved: it is looked at again. */
    static boolean mayBeTaken(Ledger books, Worker victim, Document waiter, Instant now) {
        Document holder = books.of(victim);
        return holder != null
                && !Shelter.until(victim, holder, books.policy).isAfter(now)
                && yields(books, victim, waiter);
    }

    private static boolean yields(Ledger books, Worker victim, Document waiter) {
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

    static boolean isStuck(Worker w) {
        return w.stuckBusyReported;
    }
}
