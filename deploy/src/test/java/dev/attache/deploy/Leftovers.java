package dev.attache.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Processes that know a test's folder, by their words or by their environment. */
final class Leftovers {
    private Leftovers() {}

    static List<String> of(Path folder) throws IOException, InterruptedException {
        Ran all =
                Ran.command(
                        Path.of("target"), Map.of(), List.of("ps", "axeww", "-o", "pid,command"));
        return all.out()
                .lines()
                .filter(line -> line.contains(folder.toString()))
                // Long with the environment, and that holds secrets of no interest.
                .map(line -> line.strip().substring(0, Math.min(120, line.strip().length())))
                .toList();
    }
}
