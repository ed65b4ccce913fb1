package dev.attache.manager.realtime;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One frame of Phoenix's protocol 2: `[join_ref, ref, topic, event, payload]`, with no more of the
 * payload than decisions need.
 */
record PhoenixFrame(
        @Nullable String joinRef, @Nullable String ref, String topic, String event, Payload payload)
        implements Heard {

    /** By event; what is not needed is not kept. */
    sealed interface Payload {
        /** The answer to something we sent. */
        record Reply(boolean ok, String reason, List<Binding> bindings) implements Payload {
            public Reply {
                bindings = List.copyOf(bindings);
            }
        }

        /** The server about itself, in words for people. */
        record Announcement(boolean ok, String extension, String message) implements Payload {}

        /** A row was inserted. The row itself is not kept: the table is the truth. */
        record Change(List<Long> ids, List<String> errors) implements Payload {
            public Change {
                ids = List.copyOf(ids);
                errors = List.copyOf(errors);
            }
        }

        record Other() implements Payload {}
    }

    /** What the server says it has bound at one position of our list. */
    record Binding(long id, String event, String schema, String table) {}
}
