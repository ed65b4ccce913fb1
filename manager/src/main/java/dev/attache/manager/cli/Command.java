package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.ManagerConfig;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What all commands share: the configuration and where to print. */
abstract class Command implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of KEY=VALUE lines; the environment wins over it.")
    private @Nullable Path configFile;

    @Option(
            names = "--lenient",
            description = "Strange ATTACHE_ keys and near misses are warnings, not errors.")
    private boolean lenient;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    private final Surroundings surroundings;
    private final Map<String, String> given = new HashMap<>();

    Command(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    final PrintWriter out() {
        return surroundings.out();
    }

    final PrintWriter err() {
        return surroundings.err();
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    /** Read anew each time: `run` does so on SIGHUP. */
    final ManagerConfig config() throws ConfigFaults {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.putAll(given);
        return ManagerConfig.read(environment, configFile, lenient);
    }

    /** From now on as if the environment said so. */
    final void give(String key, String value) {
        given.put(key, value);
    }

    final ApiClient api() throws ConfigFaults, Trouble {
        return ApiClient.of(config());
    }
}
