package dev.attache.worker.session;

import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.FromWorker.Failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an operator should hear of the document's server, each kind at most once a minute: whoever
 * sends one broken frame sends many, and a server that is away is away for all attempts.
 */
final class Complaints {
    static final Duration EVERY = Duration.ofMinutes(1);

    /** A server that restarts is back by then; nobody needs to hear of it. */
    static final Duration OUT_OF_STEP = Duration.ofSeconds(5);

    private Instant lostAt = Instant.MAX;
    private Instant refusedAt = Instant.MIN;
    private Instant awayAt = Instant.MIN;

    /** From now on we should be in step with the server, and are not. */
    void outOfStep(Instant now) {
        lostAt = now;
    }

    void inStep() {
        lostAt = Instant.MAX;
        awayAt = Instant.MIN;
    }

    /** Another attempt has come to nothing. */
    Optional<Failure> attemptFailed(int code, String reason, Instant now) {
        boolean early = lostAt.equals(Instant.MAX) || lostAt.plus(OUT_OF_STEP).isAfter(now);
        if (early || awayAt.plus(EVERY).isAfter(now)) {
            return Optional.empty();
        }
        awayAt = now;
        return Optional.of(
                new Failure(
                        Cause.SERVER,
                        "no connection to the document's server for %d s, still trying; the last attempt ended%s: %s"
                                .formatted(
                                        Duration.between(lostAt, now).toSeconds(),
                                        code < 0 ? "" : " with code " + code,
                                        reason.isBlank() ? "no reason was given" : reason)));
    }

    /** Something arrived that could not be used. */
    Optional<Failure> refused(String why, Instant now) {
        if (refusedAt.plus(EVERY).isAfter(now)) {
            return Optional.empty();
        }
        refusedAt = now;
        boolean frame = why.startsWith("a broken frame") || why.startsWith("an unknown");
        return Optional.of(
                new Failure(
                        frame ? Cause.SERVER : Cause.DOCUMENT,
                        "something that arrived was left out: " + why));
    }
}
