package dev.attache.manager.demo;

import dev.attache.manager.Refused;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A Node program beside the manager: it leaves when its stdin ends, so also when we are killed. Its
 * lines go to the log, from a platform thread, since a pipe read pins a virtual one's carrier.
 */
final class NodeProgram implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeProgram.class);
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private volatile String lastLine = "";
    private volatile List<ProcessHandle> company = List.of();

    private NodeProgram(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Its script and arguments, and the sign by which one knows that it is ready. */
    static NodeProgram start(
            String name, List<String> script, Map<String, String> environment, String readySign)
            throws IOException {
        List<String> command = new ArrayList<>(ownSession());
        command.add("node");
        command.addAll(script);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        NodeProgram program = new NodeProgram(name, builder.start());
        Thread.ofPlatform().daemon().name(name + "-out").start(() -> program.listen(readySign));
        return program;
    }

    /** What stands behind the sign on its line. */
    String readyWithin(Duration limit) throws Refused, InterruptedException {
        try {
            String said = ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            company = process.descendants().toList();
            return said;
        } catch (ExecutionException | TimeoutException e) {
            throw new Refused(
                    "the %s has not started within %d s: %s"
                            .formatted(name, limit.toSeconds(), lastLine));
        }
    }

    void whenItEnds(Runnable told) {
        var _ = process.onExit().thenRun(told);
    }

    @Override
    public void close() {
        leave();
        // One that was killed could not take along what it had started, which holds ports and data.
        company.forEach(ProcessHandle::destroyForcibly);
    }

    private void leave() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.debug("{} had closed its stdin", name);
        }
        try {
            if (process.waitFor(LEAVES_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
            log.warn("the {} does not leave, killing it pid={}", name, process.pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void listen(String readySign) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    lastLine = line;
                    log.info("{}: {}", name, line);
                }
                if (line.startsWith(readySign)) {
                    ready.complete(line.substring(readySign.length()));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("{} says no more", name);
        }
        ready.completeExceptionally(new IOException(lastLine));
    }

    /** So that Ctrl-C reaches the demo alone, which stops everything in its order. */
    private static List<String> ownSession() {
        return find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
    }

    static Optional<Path> find(String program) {
        @Nullable String path = System.getenv("PATH");
        return Stream.of(path == null ? new String[0] : path.split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
