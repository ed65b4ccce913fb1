package dev.attache.worker;

import dev.attache.worker.peers.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real worker process whose manager is the test. */
final class WorkerUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Process process;
    private final Writer in;
    private final List<Map<String, Object>> said = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    private WorkerUnderTest(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::listen);
    }

    static WorkerUnderTest start() throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.attache.worker.Main"));
        return new WorkerUnderTest(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private void listen() {
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(message(line));
            }
        } catch (IOException gone) {
            faults.add(String.valueOf(gone.getMessage()));
        }
    }

    @SuppressWarnings(
            "unchecked") // Whatever a worker says is an object; else the cast fails the test.
    private static Map<String, Object> message(String line) {
        return (Map<String, Object>) Objects.requireNonNull(Json.read(line));
    }

    void tell(Map<String, ?> message) throws IOException {
        in.write(Json.canonical(message) + "\n");
        in.flush();
    }

    void attach(String url, Map<String, String> settings, Map<?, ?> checkpoint) throws IOException {
        tell(
                Map.of(
                        "type",
                        "attach",
                        "document",
                        "d",
                        "agentId",
                        "agent-d-1",
                        "epoch",
                        1,
                        "life",
                        1,
                        "url",
                        url,
                        "token",
                        "token",
                        "settings",
                        settings,
                        "checkpoint",
                        checkpoint));
    }

    /** The next message of this kind, waited for with a limit. */
    Map<String, Object> hear(String type) throws InterruptedException {
        return hear(type, _ -> true);
    }

    Map<String, Object> hear(String type, Predicate<Map<String, Object>> which)
            throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(limit)) {
            for (Map<String, Object> message : said) {
                if (type.equals(message.get("type")) && which.test(message)) {
                    said.remove(message);
                    return message;
                }
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        throw new AssertionError("never heard " + type + "; heard " + said + " and " + faults);
    }

    void endOfStdin() throws IOException {
        in.close();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the worker does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
