package dev.attache.worker.replica;

import java.util.List;
import java.util.Optional;

/** One message of the server, decoded. */
@SuppressWarnings("ArrayRecordComponent") // Frames are handed on, never compared.
public sealed interface Frame {
    /** The server tells what it has and wants what it lacks. */
    record WhatIHave(byte[] stateVector) implements Frame {}

    /** What we lacked, as an answer to our question. */
    record WhatYouLack(byte[] update) implements Frame {}

    record Update(byte[] update) implements Frame {}

    record Awareness(List<Entry> entries) implements Frame {}

    /** The server asks for our own state. */
    record AwarenessWanted() implements Frame {}

    /** A text frame of the server's own kind. */
    record Notice(String json) implements Frame {}

    /** A kind that this version does not know. */
    record Unknown(String what) implements Frame {}

    record Broken(String why) implements Frame {}

    /** The state of one client; none when it left. */
    record Entry(long client, long clock, Optional<String> state) {}
}
