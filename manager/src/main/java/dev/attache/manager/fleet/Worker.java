package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** One process in the books. Changed by the fleet only, on the loop's thread. */
final class Worker {
    final WorkerId id;
    final Instant launchedAt;
    final boolean launchedAsSpare;

    /** It was ready, without a document, when its document came. */
    boolean hasWaited;

    /** Counts against the capacity until its exit is seen; spares do not. */
    boolean agent;

    @Nullable DocumentId document;
    @Nullable Life life;
    Phase phase;
    Pulse pulse;
    long pid;
    boolean wasReady;
    boolean wasConnected;
    String version = "";
    Set<FromWorker.Skill> can = Set.of();
    FromWorker.Doing doing = FromWorker.Doing.FREE;
    @Nullable Instant busySince;

    /** It has not said so, only been silent when asked to leave. */
    boolean busyByItsSilence;

    boolean stuckBusyReported;
    boolean sparedReported;
    int people;
    long memoryMb;
    @Nullable Instant connectedAt;

    /** Since when it has been out of its document, trying to come back. */
    @Nullable Instant disconnectedAt;

    /** When it has tried for long enough. */
    @Nullable Instant replaceAt;

    /** Tokens of it that the document has refused in a row, and when it gets the next one. */
    int tokensRefused;

    @Nullable Instant tokenDue;

    /** Why it was asked to leave; a death without it is a failure. */
    Action.@Nullable Reason leaving;

    /** Why it must go, whatever its document deserves; not yet acted upon. */
    Action.@Nullable Reason condemned;

    /** Why it was last asked to leave, if it refused or was silent: it may still consent. */
    Action.@Nullable Reason refused;

    /** What it complained of last: tells whose fault its death is. */
    @Nullable Complaint complaint;

    @Nullable Long supersededBy;

    /** The waiter that has been promised this worker's slot. */
    @Nullable DocumentId promisedTo;

    Worker(WorkerId id, @Nullable DocumentId document, Instant now, Instant readyBy) {
        this.id = id;
        this.document = document;
        this.agent = document != null;
        this.launchedAsSpare = document == null;
        this.launchedAt = now;
        this.phase = new Phase.Starting(readyBy);
        this.pulse = Pulse.quietUntil(Instant.MAX);
    }

    boolean isSpare() {
        return !agent;
    }

    boolean isBusy() {
        return busySince != null;
    }

    /** The next moment at which this worker needs a decision, if nothing else happens. */
    @Nullable Instant due() {
        Instant deadline = phase.deadlineOrNull();
        Instant ping = phase.isPinged() ? pulse.due() : null;
        if (deadline == null) {
            return ping;
        }
        return ping == null || deadline.isBefore(ping) ? deadline : ping;
    }

    /** What a worker said of its trouble. */
    record Complaint(FromWorker.Cause cause, String said, Instant at) {
        @Override
        public String toString() {
            return cause.name().toLowerCase(Locale.ROOT) + ": " + said;
        }
    }
}
