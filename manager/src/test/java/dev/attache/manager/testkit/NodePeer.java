package dev.attache.manager.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program of src/test/node, whose lines are collected. Ends when its stdin is closed. */
public final class NodePeer implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/test/node");

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private NodePeer(Process process) {
        this.process = process;
        reader = Thread.ofVirtual().start(this::read);
    }

    public static NodePeer start(String script, String... arguments) {
        var command = new ArrayList<>(List.of("node", "--no-warnings", script));
        command.addAll(Arrays.asList(arguments));
        try {
            return new NodePeer(
                    new ProcessBuilder(command)
                            .directory(FOLDER.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the integration tests need `node`, version 20 or newer, on the PATH", e);
        }
    }

    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    public boolean has(String part) {
        return lines().stream().anyMatch(line -> line.contains(part));
    }

    public void endOfInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All it had to say, once it has ended by itself. */
    public List<String> rest() {
        Until.holds("the program has ended", () -> !process.isAlive() && !reader.isAlive());
        return lines();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add("broken: " + e.getMessage());
            }
        }
    }
}
