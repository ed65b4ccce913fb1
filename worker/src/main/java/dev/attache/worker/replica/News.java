package dev.attache.worker.replica;

import dev.attache.worker.crdt.Changes;

/** What the session should know. */
public sealed interface News {
    /** The document is in step with the server for the first time on this connection. */
    record Synced() implements News {}

    /** Others changed the document; {@code first} until the first sync of this life is done. */
    record Changed(Changes changes, boolean first) implements News {}

    record PeopleChanged(People people) implements News {}

    /** The connection is gone; it will be tried again. */
    record Disconnected(int code, String reason) implements News {}

    /** The server wants a fresh token; {@link Replica#token} answers. */
    record TokenWanted(String reason) implements News {}

    /**
     * Another agent has taken over, for good; the stored epoch and life, or -1 where it did not
     * say.
     */
    record Superseded(long epoch, long life) implements News {}

    /** The server will not have this agent here, for good. */
    record Forbidden(int code, String reason) implements News {}

    /** A text frame of the server: JSON. */
    record Notice(String json) implements News {}

    /** What the server has cannot be taken, now or at the next attempt: it is the document's. */
    record Unreadable(String why) implements News {}

    /** Something arrived that could not be used; nothing changed. */
    record Refused(String why) implements News {}
}
