package dev.attache.manager.realtime;

import dev.attache.manager.activity.ActivitySource.State;

/** What the channel wants done, in this order. */
sealed interface Deed {
    record Connect(long socket) implements Deed {}

    record Send(String text) implements Deed {}

    record HangUp(long socket) implements Deed {}

    record Hint(String reason) implements Deed {}

    /**
     * How it stands now.
     *
     * @param alarming somebody must act, and the state says what to do
     */
    record Become(State state, boolean alarming) implements Deed {}

    /** It works, and somebody should act all the same. */
    record Alarm(String sentence) implements Deed {}
}
