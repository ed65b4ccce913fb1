package dev.attache.manager.cli;

import dev.attache.manager.ManagerSettings;
import dev.attache.manager.config.IdentityConfig;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.config.SupabaseConfig;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** What the manager is told of the configuration. */
final class RunSettings {
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
                workerEnvironment(config),
                config.workerSettings(),
                config.documents().urls(),
                config.tokens().agentSecrets().orElseThrow(),
                config.documents().filter(),
                config.workers().memoryPerWorkerMb(),
                supabase(config.supabase()),
                ingest(config));
    }

    private static ManagerSettings.@Nullable Supabase supabase(SupabaseConfig config) {
        return config.url()
                .map(url -> new ManagerSettings.Supabase(url, config.serviceKey().orElseThrow()))
                .orElse(null);
    }

    private static ManagerSettings.@Nullable Ingest ingest(ManagerConfig config) {
        return config.http()
                .ingestPort()
                .map(
                        port ->
                                new ManagerSettings.Ingest(
                                        config.http().ingestHost(),
                                        port,
                                        config.supabase().serviceKey().orElseThrow()))
                .orElse(null);
    }

    /** Where workers lay down what they share: beside their start-up cache. */
    private static Map<String, String> workerEnvironment(ManagerConfig config) {
        Map<String, String> environment = new HashMap<>(config.workers().environment());
        environment.put("ATTACHE_HOME", config.identity().home().toString());
        return environment;
    }
}
