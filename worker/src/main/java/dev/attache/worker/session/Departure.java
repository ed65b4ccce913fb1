package dev.attache.worker.session;

import dev.attache.protocol.FromWorker.Bye;
import dev.attache.protocol.FromWorker.Reason;

/** Why the worker leaves, and what its exit code says of it. */
record Departure(Bye bye, int exitCode) {
    private static final int FAULT = 1;

    static Departure because(Reason reason) {
        return new Departure(new Bye(reason, null), reason == Reason.ERROR ? FAULT : 0);
    }

    static Departure superseded(long epoch) {
        return new Departure(new Bye(Reason.SUPERSEDED, epoch < 0 ? null : epoch), 0);
    }
}
