package dev.attache.manager.demo;

import dev.attache.manager.Refused;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL of this process's own, on a free port of this machine, with data that stay. */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

    private final EmbeddedPostgres server;
    private final Path data;
    private final FileChannel lock;

    private EmbeddedDatabase(EmbeddedPostgres server, Path data, FileChannel lock) {
        this.server = server;
        this.data = data;
        this.lock = lock;
    }

    public static EmbeddedDatabase start(Path data) throws Refused, InterruptedException {
        FileChannel lock = lockOf(data);
        try {
            return start(data, lock);
        } catch (Refused | InterruptedException | RuntimeException e) {
            closed(lock);
            throw e;
        }
    }

    private static EmbeddedDatabase start(Path data, FileChannel lock)
            throws Refused, InterruptedException {
        try {
            stopLeftOver(data);
            return new EmbeddedDatabase(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(data)
                            .setCleanDataDirectory(false)
                            // It would close the database under a manager that still writes.
                            .setRegisterShutdownHook(false)
                            .setPGStartupWait(STARTS_WITHIN)
                            .start(),
                    data,
                    lock);
        } catch (IOException | IllegalStateException e) {
            throw new Refused(
                    "the embedded PostgreSQL does not start with its data in %s (%s): the folder must be writable and of the same major version; without it, it begins anew"
                            .formatted(data, e.getMessage()));
        }
    }

    /** Whoever starts with these data stops the server that has them, so only one may. */
    private static FileChannel lockOf(Path data) throws Refused {
        Path file = data.resolveSibling(data.getFileName() + ".lock");
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            // Another one in this very process.
        } catch (IOException e) {
            throw new Refused(
                    "the embedded PostgreSQL keeps its data in %s, which cannot be written (%s): set ATTACHE_HOME to a folder that can"
                            .formatted(data, e));
        }
        throw new Refused(
                "another process runs the embedded PostgreSQL with its data in %s: stop it, or set ATTACHE_HOME to another folder"
                        .formatted(data));
    }

    private static void closed(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.warn(
                    "the lock of the embedded PostgreSQL is not given back why=\"{}\"",
                    e.getMessage());
        }
    }

    public String url() {
        return "postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
    }

    /** Nobody starts it again. */
    void whenItEnds(Runnable told) throws IOException {
        Optional<ProcessHandle> process = process(data);
        if (process.isPresent()) {
            var _ = process.get().onExit().thenRun(told);
        }
    }

    @Override
    public void close() {
        // An interrupt is the reason to stop, and must not cut the stopping short.
        boolean interrupted = Thread.interrupted();
        try {
            server.close();
        } catch (IOException e) {
            log.warn("the embedded PostgreSQL did not stop cleanly why=\"{}\"", e.getMessage());
        } finally {
            closed(lock);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The server of a starter that was killed lives on, and holds the data. */
    private static void stopLeftOver(Path data) throws IOException, Refused, InterruptedException {
        Optional<ProcessHandle> left = process(data);
        if (left.isEmpty()) {
            return;
        }
        long pid = left.get().pid();
        log.info("stopping the PostgreSQL that an earlier run has left behind pid={}", pid);
        left.get().destroy();
        CompletableFuture<ProcessHandle> gone = left.get().onExit();
        try {
            gone.get(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Refused(
                    "a PostgreSQL of an earlier run (pid %d) holds %s and does not stop: end it"
                            .formatted(pid, data));
        }
    }

    /** The server that holds the data, if one does. */
    private static Optional<ProcessHandle> process(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        return ProcessHandle.of(pid).filter(process -> holds(process, data));
    }

    /** A number may have been given to somebody else since, another PostgreSQL too. */
    static boolean holds(ProcessHandle process, Path data) {
        return process.info().arguments().map(Arrays::asList).stream()
                .anyMatch(words -> words.contains(data.toString()));
    }
}
