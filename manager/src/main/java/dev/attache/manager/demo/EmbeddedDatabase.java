package dev.attache.manager.demo;

import dev.attache.manager.Refused;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private EmbeddedDatabase(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    public static EmbeddedDatabase start(Path data) throws Refused, InterruptedException {
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
                    data);
        } catch (IOException | IllegalStateException e) {
            throw new Refused(
                    "the embedded PostgreSQL does not start with its data in %s (%s): the folder must be writable and of the same major version; --fresh begins anew"
                            .formatted(data, e.getMessage()));
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
