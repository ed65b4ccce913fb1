package dev.attache.manager.config;

import dev.attache.manager.fleet.Policy;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the operator has decided.
 *
 * @param settings what is in force for every key, for people
 * @param warnings faults that `--lenient` has let pass
 */
public record ManagerConfig(
        IdentityConfig identity,
        DatabaseConfig database,
        SupabaseConfig supabase,
        DocumentsConfig documents,
        TokensConfig tokens,
        WorkersConfig workers,
        Policy policy,
        AgentConfig agent,
        HttpConfig http,
        LogConfig log,
        List<Setting> settings,
        List<String> warnings) {
    static final Key<Path> FILE =
            Key.of(
                    "ATTACHE_CONFIG",
                    Kinds.PATH,
                    "",
                    "A file of KEY=VALUE lines; the environment wins over it.");

    public ManagerConfig {
        settings = List.copyOf(settings);
        warnings = List.copyOf(warnings);
    }

    /** With `file`, `ATTACHE_CONFIG` is not looked at; lenient makes warnings of strange names. */
    public static ManagerConfig read(
            Map<String, String> environment, @Nullable Path file, boolean lenient)
            throws ConfigFaults {
        Optional<Path> path = Optional.ofNullable(file);
        String named = environment.getOrDefault(FILE.name(), "");
        if (path.isEmpty() && !named.isBlank()) {
            path = Optional.of(Path.of(named));
        }
        Values values = new Values(environment, path.map(EnvFile::read));
        List<String> strange = Strangers.among(values.names(), Keys.names());
        ManagerConfig config = from(values, lenient ? strange : List.of());
        List<String> faults = new ArrayList<>(values.faults());
        if (!lenient) {
            faults.addAll(strange);
        }
        if (!faults.isEmpty()) {
            throw new ConfigFaults(faults);
        }
        return config;
    }

    private static ManagerConfig from(Values values, List<String> warnings) {
        // Read already; here so that it is listed with its origin.
        values.find(FILE);
        var identity = IdentityConfig.from(values);
        var database = DatabaseConfig.from(values);
        var supabase = SupabaseConfig.from(values);
        var documents = DocumentsConfig.from(values);
        var tokens = TokensConfig.from(values);
        var workers = WorkersConfig.from(values);
        var policy = PolicyConfig.from(values);
        var agent = AgentConfig.from(values);
        var http = HttpConfig.from(values);
        var log = LogConfig.from(values);
        if (http.ingestPort().isPresent() && supabase.serviceKey().isEmpty()) {
            values.fault(
                    "INGEST_PORT is set, and the ingest door needs a key: set SUPABASE_SERVICE_KEY"
                            + " to a long random text and give the same to the document server as"
                            + " ACTIVITY_KEY.");
        }
        return new ManagerConfig(
                identity,
                database,
                supabase,
                documents,
                tokens,
                workers,
                policy,
                agent,
                http,
                log,
                values.settings(),
                warnings);
    }

    /** What `run` cannot do without, beyond what any command needs. */
    public ManagerConfig readyToRun() throws ConfigFaults {
        List<String> missing = new ArrayList<>();
        if (database.pooled().isEmpty()) {
            missing.add(
                    "DATABASE_URL is not set: set it to "
                            + DatabaseConfig.URL.allowed()
                            + "; without one, to try things out, there are `attache demo` and"
                            + " `attache run --embedded`.");
        }
        if (tokens.agentSecrets().isEmpty()) {
            missing.add(
                    "AGENT_TOKEN_SECRET is not set: set it to the one of the document server; for a"
                            + " server that asks for no token any 16 characters will do.");
        }
        if (!missing.isEmpty()) {
            throw new ConfigFaults(missing);
        }
        return this;
    }

    public Map<String, String> workerSettings() {
        return agent.settings();
    }

    public ManagerConfig withDatabase(DatabaseConfig other) {
        return new ManagerConfig(
                identity, other, supabase, documents, tokens, workers, policy, agent, http, log,
                settings, warnings);
    }

    public ManagerConfig withPolicy(Policy other) {
        return new ManagerConfig(
                identity, database, supabase, documents, tokens, workers, other, agent, http, log,
                settings, warnings);
    }

    /** Some of what it holds is secret. */
    @Override
    public String toString() {
        return "ManagerConfig[" + identity.managerId() + "]";
    }
}
