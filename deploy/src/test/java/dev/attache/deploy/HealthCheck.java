package dev.attache.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a container engine would ask the manager, in the words of the Containerfile. */
final class HealthCheck {
    private static final Pattern COMMAND =
            Pattern.compile("HEALTHCHECK [^\\[]*CMD \\[([^\\n]+)]\\n");
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private HealthCheck() {}

    static int exitAt(int port) throws IOException, InterruptedException {
        return Ran.command(Path.of("target"), Map.of("HTTP_PORT", String.valueOf(port)), command())
                .exit();
    }

    private static List<String> command() throws IOException {
        String file = Files.readString(Path.of("container", "Containerfile"));
        MatchResult found = COMMAND.matcher(file).results().findFirst().orElseThrow();
        return WORD.matcher(found.group(1))
                .results()
                .map(word -> word.group(1).replace("\\\\", "\\"))
                .toList();
    }
}
