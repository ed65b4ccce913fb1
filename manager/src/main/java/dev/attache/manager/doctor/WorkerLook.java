package dev.attache.manager.doctor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.attache.manager.config.WorkersConfig;
import dev.attache.manager.startup.StartCache;
import dev.attache.manager.startup.State;
import dev.attache.protocol.Decoded;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.Wire;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Really starts the worker, waits for its `ready`, and closes its stdin, which is its leave. */
final class WorkerLook {
    /** What a process needs of our environment; no secret of ours is among it. */
    private static final Set<String> PASSED = Set.of("PATH", "HOME", "LANG", "TMPDIR", "JAVA_HOME");

    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(5);
    private static final int LAST_WORDS = 3;

    private final WorkersConfig workers;
    private final Duration patience;

    WorkerLook(WorkersConfig workers, Duration patience) {
        this.workers = workers;
        this.patience = patience;
    }

    void examine(Consumer<Finding> found) throws InterruptedException {
        String command = workers.command().getFirst();
        long began = System.nanoTime();
        Process process;
        try {
            process = started();
        } catch (IOException e) {
            found.accept(
                    Finding.fail(
                            "worker",
                            "`" + command + "` cannot be started: " + e.getMessage(),
                            "correct WORKER_COMMAND, or unset it for the worker that comes along"));
            return;
        }
        var stderr = CompletableFuture.supplyAsync(() -> lastLines(process.errorReader()), run());
        var ready = CompletableFuture.supplyAsync(() -> ready(process), run());
        try {
            FromWorker.@Nullable Ready said = ready.get(patience.toMillis(), MILLISECONDS);
            found.accept(
                    said == null
                            ? neverReady(process, stderr)
                            : judged(said, Duration.ofNanos(System.nanoTime() - began)));
        } catch (TimeoutException e) {
            process.destroyForcibly();
            found.accept(
                    Finding.fail(
                            "worker",
                            "`%s` was not ready within %d s"
                                    .formatted(command, patience.toSeconds()),
                            "it must print its `ready` line first; see protocol/README.md"));
        } catch (ExecutionException e) {
            found.accept(Finding.fail("worker", "unreadable: " + e.getCause(), "see its stderr"));
        } finally {
            leave(process);
        }
    }

    private Process started() throws IOException {
        var builder = new ProcessBuilder(workers.command());
        builder.environment().keySet().retainAll(PASSED);
        builder.environment().putAll(workers.environment());
        return builder.start();
    }

    private static Executor run() {
        // A pipe that is silent holds up a virtual thread's carrier, and there are few of those.
        return task -> Thread.ofPlatform().daemon().start(task);
    }

    private static FromWorker.@Nullable Ready ready(Process process) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null) {
                var decoded = Wire.decodeFromWorker(line.getBytes(StandardCharsets.UTF_8));
                if (decoded instanceof Decoded.Message<FromWorker>(FromWorker.Ready ready)) {
                    return ready;
                }
                line = out.readLine();
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is there or it is not: nothing is built for a look. */
    static Finding cache(WorkersConfig workers, Path home) {
        State state = StartCache.of(workers.command(), home, Map.of()).look();
        return switch (state.kind()) {
            case FRESH, NOT_OURS -> Finding.ok("start-up cache", state.sentence());
            case ABSENT, STALE ->
                    Finding.warn(
                            "start-up cache",
                            "it " + state.sentence(),
                            "nothing, or look at the manager's log when it stays so");
            case FAILED ->
                    Finding.warn(
                            "start-up cache",
                            "it " + state.sentence(),
                            "workers start without it; make its folder writable");
        };
    }

    private static Finding judged(FromWorker.Ready ready, Duration took) {
        String sentence =
                "version %s was ready after %d ms; it can %s"
                        .formatted(
                                ready.version(),
                                took.toMillis(),
                                ready.can().isEmpty()
                                        ? "do nothing but the least"
                                        : ready.can().stream()
                                                .map(skill -> skill.name().toLowerCase(Locale.ROOT))
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
        return ready.protocol() == Wire.PROTOCOL
                ? Finding.ok("worker", sentence)
                : Finding.fail(
                        "worker",
                        "it speaks protocol " + ready.protocol() + ", not " + Wire.PROTOCOL,
                        "install the worker that belongs to this manager");
    }

    private Finding neverReady(Process process, CompletableFuture<List<String>> stderr)
            throws InterruptedException {
        process.waitFor(Math.min(patience.toMillis(), LEAVES_WITHIN.toMillis()), MILLISECONDS);
        String end =
                process.isAlive() ? "closed its stdout" : "ended with code " + process.exitValue();
        // Its handle, since a Process that is destroyed closes our end of the pipes, and takes
        // along the words that nobody has read yet.
        process.toHandle().destroyForcibly();
        String last =
                String.join(
                        " | ",
                        stderr.completeOnTimeout(List.of(), LEAVES_WITHIN.toSeconds(), SECONDS)
                                .join());
        return Finding.fail(
                "worker",
                "it " + end + " before it was ready" + (last.isEmpty() ? "" : ": " + last),
                "correct WORKER_COMMAND, or run it by hand and see");
    }

    private static List<String> lastLines(BufferedReader reader) {
        var last = new ArrayDeque<String>();
        try (reader) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last.addLast(line);
                if (last.size() > LAST_WORDS) {
                    last.removeFirst();
                }
            }
        } catch (IOException e) {
            last.addLast("(and what cannot be read: " + e.getMessage() + ")");
        }
        return List.copyOf(last);
    }

    private static void leave(Process process) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone already.
            process.destroy();
        }
        if (!process.waitFor(LEAVES_WITHIN.toMillis(), MILLISECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
