package dev.attache.manager;

import dev.attache.manager.agent.DocumentUrls;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.store.DatabaseUrl;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** All that a manager needs to know to run, checked already. */
public record ManagerSettings(
        String managerId,
        String host,
        Path home,
        DatabaseUrl database,
        @Nullable DatabaseUrl directDatabase,
        Policy policy,
        List<String> workerCommand,
        Map<String, String> workerEnvironment,
        Map<String, String> workerSettings,
        DocumentUrls documentUrls,
        String agentTokenSecret,
        Predicate<DocumentId> documents,
        long memoryPerWorkerMb,
        int databaseConnections) {
    public ManagerSettings {
        workerCommand = List.copyOf(workerCommand);
        workerEnvironment = Map.copyOf(workerEnvironment);
        workerSettings = Map.copyOf(workerSettings);
    }

    /** Which instances of our quarantines still hold: a change of these is a change of mind. */
    String workerFingerprint() {
        return Integer.toHexString(List.of(workerCommand, workerSettings).hashCode());
    }
}
