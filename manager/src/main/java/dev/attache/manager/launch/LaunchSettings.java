package dev.attache.manager.launch;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The command as words, never through a shell; what the environment gets beyond the allow list. */
public record LaunchSettings(
        List<String> command,
        Map<String, String> extraEnvironment,
        String stateId,
        Duration exitGrace) {

    public LaunchSettings {
        command = List.copyOf(command);
        extraEnvironment = Map.copyOf(extraEnvironment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("the worker's command must not be empty");
        }
    }

    /** The grace is for a grandchild that holds the pipe after the worker has ended. */
    public static LaunchSettings of(List<String> command, String stateId) {
        return new LaunchSettings(command, Map.of(), stateId, Duration.ofMillis(500));
    }
}
