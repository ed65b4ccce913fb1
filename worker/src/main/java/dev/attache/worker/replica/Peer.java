package dev.attache.worker.replica;

import java.util.Optional;
import java.util.Set;

/**
 * What another client says of itself.
 *
 * @param user whether it shows a user
 * @param agent whether it is an agent
 * @param schema the marks it declares to know
 * @param composing the relative position (JSON) at which it composes a character, for {@link
 *     dev.attache.worker.crdt.YDocument#locateJson}
 */
public record Peer(
        long client, boolean user, boolean agent, Set<String> schema, Optional<String> composing) {
    /** Somebody who may edit with an editor. */
    public boolean person() {
        return user && !agent;
    }
}
