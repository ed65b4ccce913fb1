package dev.attache.manager.child;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds a program as a shell would, so that a missing one is told before anything is started. */
final class Program {
    private Program() {}

    /** What kept it from being found is for the operator. */
    static Path toRun(String name) throws IOException {
        Path found = find(name, System.getenv("PATH"));
        if (found == null) {
            throw new IOException("there is no program `" + name + "` that may be run");
        }
        return found;
    }

    static @Nullable Path find(String name, @Nullable String searchPath) {
        try {
            if (name.contains("/")) {
                return runnable(Path.of(name));
            }
            for (String folder :
                    (searchPath == null ? "" : searchPath).split(File.pathSeparator, -1)) {
                Path found = folder.isEmpty() ? null : runnable(Path.of(folder, name));
                if (found != null) {
                    return found;
                }
            }
        } catch (InvalidPathException e) {
            return null;
        }
        return null;
    }

    private static @Nullable Path runnable(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path) ? path : null;
    }
}
