package dev.attache.manager;

import dev.attache.manager.agent.DocumentUrls;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.store.DatabaseUrl;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
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
        @Nullable Supabase supabase,
        @Nullable Ingest ingest) {
    /** The readers and writers of the store are six; two more for the operator's questions. */
    private static final int CONNECTIONS = 8;

    /** A project whose Realtime is heard. Never prints its key. */
    public record Supabase(URI url, String key) {
        @Override
        public String toString() {
            return "Supabase[" + url + "]";
        }
    }

    /** Where a document server without a way to the database reports. Never prints its key. */
    public record Ingest(String host, int port, String key) {
        /** Few: a request is one statement, and rows come in arrays when they come in masses. */
        static final int REQUESTS_AT_ONCE = 4;

        @Override
        public String toString() {
            return "Ingest[" + host + ":" + port + "]";
        }
    }

    public ManagerSettings {
        workerCommand = List.copyOf(workerCommand);
        workerEnvironment = Map.copyOf(workerEnvironment);
        workerSettings = Map.copyOf(workerSettings);
    }

    int databaseConnections() {
        return CONNECTIONS + (ingest == null ? 0 : Ingest.REQUESTS_AT_ONCE);
    }

    /**
     * Which of our quarantines still hold: with other workers, or elsewhere, all is tried again.
     */
    String workerFingerprint() {
        return new Fingerprint()
                .words(workerCommand)
                .files(workerCommand)
                .map(environmentOfAnyHost())
                .map(workerSettings)
                .words(List.of(documentUrls.template()))
                .value();
    }

    /** Where this host keeps its state makes no other worker of the same one. */
    private Map<String, String> environmentOfAnyHost() {
        Map<String, String> common = new HashMap<>(workerEnvironment);
        common.remove("ATTACHE_HOME");
        return common;
    }
}
