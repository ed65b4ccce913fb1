package dev.attache.manager.realtime;

import dev.attache.manager.realtime.PhoenixFrame.Binding;

import java.util.List;
import java.util.OptionalLong;

/** The one thing we ask to be told of. */
record Subject(String event, String schema, String table) {
    static final Subject ACTIVITY = new Subject("INSERT", "public", "document_activity");

    /** The server's id for it: bindings answer in the order of the request, and are checked. */
    OptionalLong boundIn(List<Binding> bindings) {
        if (bindings.size() != 1) {
            return OptionalLong.empty();
        }
        Binding first = bindings.getFirst();
        boolean same =
                first.event().equals(event)
                        && first.schema().equals(schema)
                        && first.table().equals(table);
        return same ? OptionalLong.of(first.id()) : OptionalLong.empty();
    }
}
