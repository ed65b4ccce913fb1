package dev.attache.manager.fleet;

/** How many processes should wait, ready, without a document. */
final class Spares {
    private Spares() {}

    static int target(Ledger books) {
        if (books.draining) {
            return 0;
        }
        int wanted = Math.min(books.policy.warmSpares(), books.policy.capacity());
        if (books.spareCapable == null) {
            // One, to learn whether the worker command can wait.
            return Math.min(1, wanted);
        }
        return books.spareCapable ? wanted : 0;
    }
}
