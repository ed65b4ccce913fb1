package dev.attache.manager.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command that starts one of our Java programs, taken apart: `java OPTIONS -cp JARS MAIN`; and
 * the words by which it plays a life for a start-up cache.
 */
public record JavaProgram(
        String java, List<String> options, List<Path> jars, String main, List<String> rehearsal) {
    private static final String WORKER = "dev.attache.worker.Main";

    public JavaProgram {
        options = List.copyOf(options);
        jars = List.copyOf(jars);
        rehearsal = List.copyOf(rehearsal);
    }

    /** Empty for any other program: what it would need to start faster is not ours to know. */
    public static Optional<JavaProgram> of(List<String> command) {
        int last = command.size() - 1;
        if (last < 3 || !command.get(last).equals(WORKER) || !command.get(last - 2).equals("-cp")) {
            return Optional.empty();
        }
        List<Path> jars = new ArrayList<>();
        for (String entry : command.get(last - 1).split(":", -1)) {
            if (!entry.endsWith(".jar")) {
                // Classes in folders cannot be archived.
                return Optional.empty();
            }
            jars.add(Path.of(entry));
        }
        return Optional.of(
                new JavaProgram(
                        command.getFirst(),
                        command.subList(1, last - 2),
                        jars,
                        WORKER,
                        List.of("rehearse")));
    }

    /** The option by which a VM takes a cache. */
    static List<String> using(Path cache) {
        return List.of("-XX:AOTCache=" + cache);
    }

    List<String> with(List<String> moreOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(moreOptions);
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(":", jars.stream().map(Path::toString).toList()));
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /** Names the exact build of the JDK. */
    Path release() throws IOException {
        return Path.of(java).toRealPath().resolveSibling("../release").normalize();
    }
}
