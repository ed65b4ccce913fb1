package dev.attache.manager.cli;

import dev.attache.manager.ManagerSettings;
import dev.attache.manager.config.IdentityConfig;
import dev.attache.manager.config.ManagerConfig;

import java.util.Map;

/** What the manager is told of the configuration. */
final class RunSettings {
    /** The readers and writers of the store are six; two more for the operator's questions. */
    private static final int DATABASE_CONNECTIONS = 8;

    private RunSettings() {}

    /** Of a configuration that is ready to run. */
    static ManagerSettings of(ManagerConfig config, Map<String, String> environment) {
        return new ManagerSettings(
                config.identity().managerId(),
                IdentityConfig.hostName(environment),
                config.identity().home(),
                config.database().pooled().orElseThrow(),
                config.database().direct().orElse(null),
                config.policy(),
                config.workers().command(),
                config.workers().environment(),
                config.workerSettings(),
                config.documents().urls(),
                config.tokens().agentSecrets().orElseThrow(),
                config.documents().filter(),
                config.workers().memoryPerWorkerMb(),
                DATABASE_CONNECTIONS);
    }
}
