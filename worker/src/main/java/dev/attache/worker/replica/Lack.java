package dev.attache.worker.replica;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether something that others did is missing here, and when to ask the server for it: what was
 * lost on the way must not stay away until somebody reconnects.
 */
final class Lack {
    private static final Duration FIRST = Duration.ofSeconds(5);

    /** A server that lacks it too is not asked all day long. */
    private static final Duration LAST = Duration.ofMinutes(1);

    private Instant asked = Instant.MIN;
    private Duration wait = FIRST;
    private boolean open;

    void asked(Instant now) {
        asked = now;
    }

    /** Something has arrived that continues what we do not have, or could not be used yet. */
    void notice() {
        open = true;
    }

    /** The server has told what we lacked: nobody but the answer knows whether that was all. */
    void answered(boolean incomplete) {
        open = incomplete;
        wait = incomplete ? longer() : FIRST;
    }

    private Duration longer() {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LAST) < 0 ? twice : LAST;
    }

    Instant due() {
        return open ? asked.plus(wait) : Instant.MAX;
    }

    /** A new connection begins with the question. */
    void forget() {
        open = false;
        wait = FIRST;
    }
}
