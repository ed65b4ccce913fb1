package dev.attache.manager.fleet;

import java.time.Instant;

/** Readiness is not liveness: what has been asked, how often, and by when something is due. */
record Pulse(boolean asked, long ping, int attempt, Instant due) {
    static Pulse quietUntil(Instant nextPing) {
        return new Pulse(false, 0, 0, nextPing);
    }

    Pulse askedAgain(long id, Instant answerBy) {
        return new Pulse(true, id, asked ? attempt + 1 : 1, answerBy);
    }

    /** Two unanswered pings, the second one at once after the first. */
    boolean isSilence() {
        return asked && attempt >= 2;
    }
}
