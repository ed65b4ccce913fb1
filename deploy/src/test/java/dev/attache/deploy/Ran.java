package dev.attache.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that has been run to its end, with what it said. */
record Ran(int exit, String out, String err) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static Ran command(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return command(folder, environment, command, "");
    }

    static Ran command(
            Path folder, Map<String, String> environment, List<String> command, String input)
            throws IOException, InterruptedException {
        Path in = Files.writeString(Files.createTempFile(folder, "in", ".txt"), input);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " has not ended within " + PATIENCE);
        }
        Ran ran = new Ran(process.exitValue(), read(out), read(err));
        Files.delete(in);
        Files.delete(out);
        Files.delete(err);
        return ran;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
