package dev.attache.manager.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The worker of protocol/README.md, as a command. */
final class PythonWorker {
    private PythonWorker() {}

    static List<String> commandIn(Path folder) throws IOException {
        Path script = folder.resolve("example_worker.py");
        try (InputStream source =
                PythonWorker.class.getResourceAsStream("/dev/attache/protocol/example_worker.py")) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        return List.of("python3", script.toString());
    }
}
