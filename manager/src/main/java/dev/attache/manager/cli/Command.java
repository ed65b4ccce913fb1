package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.ManagerConfig;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.nio.file.Path;
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
        return ManagerConfig.read(surroundings.environment(), configFile, lenient);
    }

    final ApiClient api() throws ConfigFaults, Trouble {
        return ApiClient.of(config());
    }
}
