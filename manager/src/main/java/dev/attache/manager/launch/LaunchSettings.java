package dev.attache.manager.launch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The command as words, never through a shell; what the environment gets beyond the allow list. */
public record LaunchSettings(
        Supplier<List<String>> commands,
        Map<String, String> extraEnvironment,
        String stateId,
        Duration exitGrace) {

    public LaunchSettings {
        extraEnvironment = Map.copyOf(extraEnvironment);
        if (commands.get().isEmpty()) {
            throw new IllegalArgumentException("the worker's command must not be empty");
        }
    }

    /** For the next launch: it may have become a quicker one. */
    List<String> command() {
        return commands.get();
    }

    /** The grace is for a grandchild that holds the pipe after the worker has ended. */
    public static LaunchSettings of(List<String> command, String stateId) {
        List<String> always = List.copyOf(command);
        return new LaunchSettings(() -> always, Map.of(), stateId, Duration.ofMillis(500));
    }
}
