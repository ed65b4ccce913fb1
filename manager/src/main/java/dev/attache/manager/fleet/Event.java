package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Something that has already happened outside. Events carry facts, never wishes. */
public sealed interface Event {

    // What the table says of a document.

    /** People are in it. How long ago the last of them joined or edited: ages, never timestamps. */
    record InUse(DocumentId document, Duration activityAge) implements Event {}

    /** Nobody is in it any more, or nobody has been heard of for too long. */
    record NotInUse(DocumentId document, String why) implements Event {}

    /** A living manager, other than this instance, holds the lease. */
    record LeasedElsewhere(DocumentId document, String manager, long epoch) implements Event {}

    /** The lease is free, stale or ours. */
    record LeaseFree(DocumentId document) implements Event {}

    /** An operator's word, or the page's switch; a null wish is the end of it. */
    record OverrideRead(DocumentId document, @Nullable Wish wish) implements Event {}

    /** A quarantine that an earlier run of this manager, or an operator, has left in the books. */
    record QuarantineRead(DocumentId document, String reason, int strikes, Duration liftableIn)
            implements Event {}

    /** It has been in quarantine, here or elsewhere, and was let out so long ago. */
    record StrikesRead(DocumentId document, int strikes, Duration liftedAgo) implements Event {}

    record QuarantineLifted(DocumentId document, String why) implements Event {}

    /** Whether Postgres answered last time it was asked. */
    record BooksReachable(boolean reachable) implements Event {}

    // Answers to a claim.

    record Claimed(DocumentId document, long epoch) implements Event {}

    record ClaimLost(DocumentId document, String holder) implements Event {}

    record ClaimFailed(DocumentId document, String why) implements Event {}

    // What a process does.

    record WorkerStarted(WorkerId worker, long pid) implements Event {}

    record LaunchFailed(WorkerId worker, String why) implements Event {}

    record WorkerReady(WorkerId worker, FromWorker.Ready ready) implements Event {}

    record WorkerConnected(WorkerId worker) implements Event {}

    record WorkerDisconnected(WorkerId worker, int code, String reason) implements Event {
        private static final int TOKEN_REFUSED = 4401;

        /** It waits for another token, so this must not be lost behind other bad news. */
        public boolean tokenRefused() {
            return code == TOKEN_REFUSED;
        }
    }

    record WorkerAnswered(WorkerId worker, long ping, FromWorker.Doing doing) implements Event {}

    record WorkerBusy(WorkerId worker) implements Event {}

    record WorkerFree(WorkerId worker) implements Event {}

    record WorkerReleased(WorkerId worker) implements Event {}

    record PeopleSeen(WorkerId worker, int people, boolean edited) implements Event {}

    record WorkerFailed(WorkerId worker, FromWorker.Cause cause, String message) implements Event {}

    record WorkerSaidBye(WorkerId worker, FromWorker.Reason reason, @Nullable Long epoch)
            implements Event {}

    /** A worker wrote what is no message, more than is bearable; garbage below that is counted. */
    record WorkerBabbles(WorkerId worker, String what) implements Event {}

    record MemorySeen(WorkerId worker, long pssMb) implements Event {}

    record WorkerExited(WorkerId worker, Exit exit) implements Event {}

    // What the host and the operator say.

    /** Whether there is memory for one more process. */
    record MemoryFree(boolean enough) implements Event {}

    /** This thread, or the machine, has slept: answers that were due meanwhile are not late. */
    record LoopWasLate(Duration by) implements Event {}

    record PolicyChanged(Policy policy) implements Event {}

    /** Somebody wants to look at the books: a reason for a turn, and for nothing else. */
    record LookRequested() implements Event {}

    record RestartRequested(DocumentId document) implements Event {}

    record DrainRequested() implements Event {}
}
