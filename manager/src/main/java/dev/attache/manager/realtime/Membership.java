package dev.attache.manager.realtime;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** How far we are, from no socket to a subscription that has proved itself. */
sealed interface Membership {
    /** No socket until then. */
    record Resting(Instant until) implements Membership {}

    record Opening(Instant deadline) implements Membership {}

    /** A socket, but not in the channel until then. */
    record Out(Instant until) implements Membership {}

    /**
     * Asked to be let in: there are two answers, and both must come.
     *
     * @param binding what the first answer called our subject; null while it has not come
     * @param subscribed whether the second has come
     */
    record Joining(String joinRef, @Nullable Long binding, boolean subscribed, Instant deadline)
            implements Membership {}

    record Joined(String joinRef, long binding) implements Membership {}
}
