package dev.attache.manager.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Where a process is in its life. Every phase that waits for an answer has a deadline. */
sealed interface Phase {
    /** Launched, not ready yet. */
    record Starting(Instant deadline) implements Phase {}

    /** Ready and attached to nothing: a spare, or waiting for its document's claim. */
    record Waiting(Instant since) implements Phase {}

    /** Told to attach, not synced with the document yet. */
    record Attaching(Instant deadline) implements Phase {}

    record Attached(Instant since) implements Phase {}

    /** Asked to leave if it is free; goes on as it was when it is not. */
    record Releasing(Instant deadline, Action.Reason reason, Instant attachedSince)
            implements Phase {}

    record Stopping(Instant deadline) implements Phase {}

    record Terminated(Instant deadline) implements Phase {}

    /** A kill may be lost or ineffective, so it has a deadline, too. */
    record Killed(Instant deadline) implements Phase {}

    default @Nullable Instant deadlineOrNull() {
        return switch (this) {
            case Starting p -> p.deadline();
            case Attaching p -> p.deadline();
            case Releasing p -> p.deadline();
            case Stopping p -> p.deadline();
            case Terminated p -> p.deadline();
            case Killed p -> p.deadline();
            case Waiting _, Attached _ -> null;
        };
    }

    /** The time in which nobody could have answered does not count. */
    default Phase extendedBy(Duration by) {
        return switch (this) {
            case Starting p -> new Starting(p.deadline().plus(by));
            case Attaching p -> new Attaching(p.deadline().plus(by));
            case Releasing p -> new Releasing(p.deadline().plus(by), p.reason(), p.attachedSince());
            case Stopping p -> new Stopping(p.deadline().plus(by));
            case Terminated p -> new Terminated(p.deadline().plus(by));
            case Waiting _, Attached _, Killed _ -> this;
        };
    }

    /** On its way out, whatever it says from now on. */
    default boolean isLeaving() {
        return switch (this) {
            case Stopping _, Terminated _, Killed _ -> true;
            case Starting _, Waiting _, Attaching _, Attached _, Releasing _ -> false;
        };
    }

    /** Has said that it is ready and is expected to answer. */
    default boolean isPinged() {
        return switch (this) {
            case Waiting _, Attaching _, Attached _, Releasing _ -> true;
            case Starting _, Stopping _, Terminated _, Killed _ -> false;
        };
    }
}
