package dev.attache.manager.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A person's terminal with a manager in the foreground. */
final class Terminal implements AutoCloseable {
    private static final String SCRIPT = "terminal.py";

    private final Process process;
    private final Path shown;

    private Terminal(Process process, Path shown) {
        this.process = process;
        this.shown = shown;
    }

    static Terminal running(List<String> words, String databaseUrl, Path folder)
            throws IOException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream source = Terminal.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
        Path shown = folder.resolve("terminal.log");
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(shown.toFile());
        builder.environment().put("DATABASE_URL", databaseUrl);
        return new Terminal(builder.start(), shown);
    }

    void pressCtrlC() throws IOException {
        process.getOutputStream().write("c\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    boolean ends(long withinSeconds) throws InterruptedException {
        return process.waitFor(withinSeconds, TimeUnit.SECONDS);
    }

    String shown() throws IOException {
        return Files.readString(shown);
    }

    /** The end of a terminal hangs up on who runs in it. */
    @Override
    public void close() {
        process.destroy();
    }
}
