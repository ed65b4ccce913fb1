package dev.attache.manager.store;

import java.util.UUID;

/** Who this manager is: the id outlives it, the instance is this run. */
public record ManagerIdentity(String id, UUID instance, String host, long pid, String version) {
    public ManagerIdentity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a manager's id must not be empty");
        }
    }
}
