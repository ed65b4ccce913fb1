package dev.attache.manager.fleet;

import java.time.Instant;

/** What this manager knows of its own lease on a document. */
sealed interface ClaimState {
    record None() implements ClaimState {}

    record Asked(Instant since) implements ClaimState {}

    record Held(long epoch, Instant since) implements ClaimState {}

    ClaimState NONE = new None();
}
