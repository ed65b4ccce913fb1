package dev.attache.worker;

import dev.attache.worker.peers.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A real worker process whose manager is the test. */
final class WorkerUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Process process;
    private final Writer in;
    private final List<Map<String, Object>> said = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    private WorkerUnderTest(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        // A read of a pipe pins its carrier: platform threads.
        Thread.ofPlatform()
                .daemon()
                .start(() -> listen(process.getInputStream(), line -> said.add(message(line))));
        Thread.ofPlatform().daemon().start(() -> listen(process.getErrorStream(), log::add));
    }

    /** Under a manager, which is the test. */
    static WorkerUnderTest start() throws IOException {
        return start(List.of(), Map.of());
    }

    /** By itself, with these arguments and in this environment. */
    static WorkerUnderTest start(List<String> arguments, Map<String, String> environment)
            throws IOException {
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
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return new WorkerUnderTest(builder.start());
    }

    private void listen(InputStream from, Consumer<String> heard) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (this) {
                    heard.accept(line);
                    notifyAll();
                }
            }
        } catch (IOException gone) {
            synchronized (this) {
                log.add("the test cannot read: " + gone.getMessage());
            }
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
        attach(Map.of("url", url, "settings", settings, "checkpoint", checkpoint));
    }

    /** With what matters to the test; the rest is as in most of them. */
    void attach(Map<String, ?> what) throws IOException {
        Map<String, Object> message =
                new HashMap<>(
                        Map.of(
                                "type", "attach",
                                "document", "d",
                                "agentId", "agent-d-1",
                                "epoch", 1,
                                "life", 1,
                                "token", "token",
                                "settings", Map.of()));
        message.putAll(what);
        tell(message);
    }

    /** The next message of this kind, waited for with a limit. */
    Map<String, Object> hear(String type) throws InterruptedException {
        return hear(type, _ -> true);
    }

    Map<String, Object> hear(String type, Predicate<Map<String, Object>> which)
            throws InterruptedException {
        return waitFor(
                "the message " + type,
                () -> {
                    Optional<Map<String, Object>> heard =
                            said.stream()
                                    .filter(m -> type.equals(m.get("type")) && which.test(m))
                                    .findFirst();
                    heard.ifPresent(said::remove);
                    return heard;
                });
    }

    /** What it has said of this kind and nobody has heard yet. */
    synchronized List<Map<String, Object>> unheard(String type) {
        return said.stream().filter(message -> type.equals(message.get("type"))).toList();
    }

    /** A line on stderr; where the process runs alone that is all it says. */
    String logged(String part) throws InterruptedException {
        return waitFor(
                "the line " + part,
                () -> log.stream().filter(line -> line.contains(part)).findFirst());
    }

    private synchronized <T> T waitFor(String what, Supplier<Optional<T>> look)
            throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        Optional<T> found = look.get();
        while (found.isEmpty()) {
            long millis = Duration.between(Instant.now(), limit).toMillis();
            if (millis <= 0) {
                throw new AssertionError(
                        "waited in vain for %s; heard %s%n%s"
                                .formatted(what, said, String.join("\n", log)));
            }
            wait(millis);
            found = look.get();
        }
        return found.get();
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
