package dev.attache.manager.fleet;

import java.time.Instant;

/** Until when a holder may not be evicted. Pure. */
final class Shelter {
    private Shelter() {}

    /** Instant.MAX for one that is sheltered until something happens. */
    static Instant until(Worker worker, Document document, Policy policy) {
        if (document.isPinned() || !document.isWanted()) {
            return Instant.MAX;
        }
        if (!(worker.phase instanceof Phase.Attached(Instant since))) {
            return Instant.MAX;
        }
        Instant quiet = Instant.MIN;
        if (worker.busySince != null) {
            // For this long a refusal is good work; after it nobody knows what it is.
            quiet = worker.busySince.plus(policy.leaving().busyAtMost());
        }
        if (policy.plainLru()) {
            return quiet;
        }
        quiet = later(quiet, since.plus(policy.eviction().residency()));
        if (!document.lastEdit.equals(Instant.MIN)) {
            quiet = later(quiet, document.lastEdit.plus(policy.eviction().quiet()));
        }
        if (document.lastSwap != null) {
            quiet = later(quiet, document.lastSwap.plus(policy.eviction().swapEvery()));
        }
        return quiet;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
