package dev.attache.manager.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Builds one cache by letting a process of its kind rehearse. The kernel's lock keeps a second
 * manager from building beside; its loser waits and takes what the winner has laid down.
 */
final class CacheBuilder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CacheBuilder.class);

    /** Seconds of work, but on a busy host it waits for everybody else. */
    private static final Duration BUILT_WITHIN = Duration.ofMinutes(15);

    /** What a rehearsal has started itself, a PostgreSQL say, it stops when it is asked to end. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(5);

    /** Without recorded profiles it is smaller and nothing starts slower (measured). */
    private static final List<String> RECORDING =
            List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");

    private final JavaProgram program;
    private final Map<String, String> environment;
    private final Path folder;
    private volatile @Nullable Process process;
    private volatile boolean closed;

    CacheBuilder(JavaProgram program, Map<String, String> environment, Path folder) {
        this.program = program;
        this.environment = environment;
        this.folder = folder;
    }

    /** What went wrong, for the operator; empty when the file is there. */
    Optional<String> build(CacheFile file) throws IOException, InterruptedException {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve("building.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lock(channel)) {
            // Another manager was faster; or it is damaged, which its sum tells.
            if (file.isWhole()) {
                return Optional.empty();
            }
            Path fresh = Files.createTempFile(folder, "building", ".aot");
            try {
                Optional<String> fault = record(fresh);
                if (fault.isPresent()) {
                    return fault;
                }
                file.layDown(fresh);
                forgetUnused(file);
                return Optional.empty();
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException, InterruptedException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                // Another manager in this very process.
                Thread.sleep(50);
            }
        }
    }

    private Optional<String> record(Path fresh) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(RECORDING);
        options.add("-XX:AOTCacheOutput=" + fresh);
        Files.delete(fresh);
        Optional<String> fault = run(program.with(options, program.rehearsal()));
        if (fault.isPresent()) {
            return fault;
        }
        if (!Files.exists(fresh) || Files.size(fresh) == 0) {
            return Optional.of("the JDK has written none");
        }
        // A VM that must have it says whether it can; without `on` it would start without a word.
        List<String> checking = new ArrayList<>(JavaProgram.using(fresh));
        checking.add("-XX:AOTMode=on");
        return run(program.with(checking, List.of("version")));
    }

    private Optional<String> run(List<String> command) throws IOException, InterruptedException {
        Path words = Files.createTempFile(folder, "building", ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(kindly(command))
                            .redirectErrorStream(true)
                            .redirectOutput(words.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process started = builder.start();
            process = started;
            started.getOutputStream().close();
            if (closed) {
                end(started);
            }
            if (!started.waitFor(BUILT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                end(started);
                return Optional.of("not done within " + BUILT_WITHIN.toMinutes() + " min");
            }
            return started.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of("exit " + started.exitValue() + ": " + lastOf(words));
        } finally {
            process = null;
            Files.deleteIfExists(words);
        }
    }

    /** Everything else on the host goes first. */
    private static List<String> kindly(List<String> command) {
        Path nice = Path.of("/usr/bin/nice");
        if (!Files.isExecutable(nice)) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of(nice.toString(), "-n", "19"));
        words.addAll(command);
        return words;
    }

    private static String lastOf(Path words) throws IOException {
        List<String> lines = Files.readString(words, StandardCharsets.UTF_8).lines().toList();
        return lines.isEmpty() ? "without a word" : lines.getLast();
    }

    /** A file that cannot be removed is no fault of the cache that was built. */
    private static void forgetUnused(CacheFile inUse) {
        try {
            inUse.forgetUnusedOthers(Instant.now());
        } catch (IOException e) {
            log.warn("old start-up caches stay where they are why=\"{}\"", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            try {
                end(running);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void end(Process running) throws InterruptedException {
        running.destroy();
        if (!running.waitFor(LEAVES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }
}
