package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** One document in the books. Changed by the fleet only, on the loop's thread. */
final class Document {
    /** A rest that only an edit, an operator or a changed worker ends. */
    record Quarantined(String reason, Instant liftableAt) {}

    record Owner(String manager, long epoch) {}

    final DocumentId id;
    boolean inUse;
    String notInUseBecause = "nobody is in it";
    Instant lastActivity = Instant.MIN;
    Instant lastEdit = Instant.MIN;

    /** Its place in the queue; kept while it rests, renewed when it loses a worker. */
    @Nullable Instant waitingSince;

    @Nullable Wish wish;
    @Nullable Instant wishEnds;
    @Nullable Owner leasedElsewhere;

    ClaimState claim = ClaimState.NONE;

    /**
     * The worker has left in peace, so the lease is given back even if the document waits again.
     */
    boolean leaseEnds;

    long epochHint;
    int lives;
    @Nullable WorkerId worker;

    /** The holder whose slot this waiter is about to take. */
    @Nullable WorkerId victim;

    @Nullable Instant lastSwap;

    @Nullable Instant restUntil;
    String restsBecause = "";
    int failuresInARow;
    int claimsFailedInARow;
    int supersededInARow;
    final Deque<Instant> deaths = new ArrayDeque<>();

    /** Until when its failures count against it, in use or not. */
    @Nullable Instant failuresCountUntil;

    @Nullable Quarantined quarantined;
    int strikes;

    /** Of the quarantine that was lifted here last; what is read of it is out of date. */
    int liftedStrikes;

    Document(DocumentId id) {
        this.id = id;
    }

    boolean isPinned() {
        return wish != null && wish.kind() == Wish.Kind.PIN;
    }

    boolean isForbidden() {
        return wish != null && wish.kind() != Wish.Kind.PIN;
    }

    /** Level, not edge: what the rules and the operator want, whatever there is at the moment. */
    boolean isWanted() {
        return (inUse || isPinned()) && !isForbidden() && leasedElsewhere == null;
    }

    boolean isResting() {
        return restUntil != null || quarantined != null;
    }

    boolean isWaiting() {
        return isWanted() && worker == null && !isResting();
    }

    void rememberUntil(Instant end) {
        if (failuresCountUntil == null || failuresCountUntil.isBefore(end)) {
            failuresCountUntil = end;
        }
    }

    void pardon() {
        failuresCountUntil = null;
        if (quarantined == null) {
            deaths.clear();
            failuresInARow = 0;
            supersededInARow = 0;
            strikes = 0;
        }
    }

    boolean holdsClaim() {
        return claim instanceof ClaimState.Held;
    }

    /** From when on a held claim waits for its slot: since the claim, or since it waits again. */
    Instant slotWantedSince(Instant claimed) {
        return waitingSince != null && waitingSince.isAfter(claimed) ? waitingSince : claimed;
    }

    /** Nothing is known of it that the table would not tell again. */
    boolean isForgettable() {
        return !inUse
                && wish == null
                && worker == null
                && claim instanceof ClaimState.None
                && leasedElsewhere == null
                && !isResting()
                && failuresCountUntil == null
                && victim == null
                && lastSwap == null;
    }
}
