package dev.attache.manager.startup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Builds one cache by letting a worker rehearse. The kernel's lock keeps a second manager from
 * building beside; its loser waits and takes what the winner has laid down.
 */
final class CacheBuilder implements AutoCloseable {
    private static final Duration BUILT_WITHIN = Duration.ofMinutes(2);
    private static final Duration KEPT_UNUSED = Duration.ofDays(14);

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
    Optional<String> build(Path file) throws IOException, InterruptedException {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve("building.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lock(channel)) {
            if (Files.exists(file) && Files.exists(StartCache.sumOf(file))) {
                // Another manager was faster; or it is damaged, which a sum tells.
                String sum = Files.readString(StartCache.sumOf(file)).strip();
                if (sum.equals(Prints.ofContent(file))) {
                    return Optional.empty();
                }
            }
            Path fresh = Files.createTempFile(folder, "building", ".aot");
            try {
                Optional<String> fault = record(fresh);
                if (fault.isPresent()) {
                    return fault;
                }
                layDown(fresh, file);
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
        Optional<String> fault = run(program.with(options, "rehearse"));
        if (fault.isPresent()) {
            return fault;
        }
        if (!Files.exists(fresh) || Files.size(fresh) == 0) {
            return Optional.of("the JDK has written none");
        }
        // A VM that must have it says whether it can; without `on` it would start without a word.
        List<String> checking = new ArrayList<>(StartCache.options(fresh));
        checking.add("-XX:AOTMode=on");
        return run(program.with(checking, "version"));
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
                started.destroyForcibly();
            }
            if (!started.waitFor(BUILT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                started.descendants().forEach(ProcessHandle::destroyForcibly);
                started.destroyForcibly();
                return Optional.of("not done within " + BUILT_WITHIN.toSeconds() + " s");
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

    private static void layDown(Path fresh, Path file) throws IOException {
        Path sum = StartCache.sumOf(fresh);
        Files.writeString(sum, Prints.ofContent(fresh) + "\n");
        // First the cache: a sum without one would be no worse than none.
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        Files.move(sum, StartCache.sumOf(file), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of versions that are gone. What a worker has mapped stays with it. */
    private void forgetUnused(Path inUse) throws IOException {
        Instant before = Instant.now().minus(KEPT_UNUSED);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().contains(".aot")).toList()) {
                boolean old = Files.getLastModifiedTime(file).toInstant().isBefore(before);
                if (old && !file.toString().startsWith(inUse.toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }
}
