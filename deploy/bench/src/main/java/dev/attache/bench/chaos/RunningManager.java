package dev.attache.bench.chaos;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * `attache run` as a host has it: when it ends without having been asked to, it is started again.
 */
final class RunningManager implements AutoCloseable {
    private static final String READY = "Ready to manage agents";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int REFUSED = 1;
    private static final Duration REST = Duration.ofSeconds(1);

    private final String id;
    private final Path folder;
    private final Map<String, String> settings;
    private final Thread keeper;
    private @Nullable Program program;
    private boolean wanted;
    private boolean closed;
    private int refusedStarts;
    private int died;

    RunningManager(String id, Path folder, Map<String, String> settings) {
        this.id = id;
        this.folder = folder;
        this.settings = settings;
        keeper = Thread.ofVirtual().name("keeper-" + id).unstarted(this::keep);
    }

    String id() {
        return id;
    }

    /** The first start, at which whatever is wrong is said. */
    void begin() throws IOException, InterruptedException {
        startAgain();
        program().hear(READY, READY_WITHIN);
        keeper.start();
    }

    synchronized void startAgain() throws IOException {
        program = Program.start(id, folder, settings, command());
        wanted = true;
    }

    /** Its workers are left to themselves. */
    synchronized void killAlone() throws InterruptedException {
        wanted = false;
        program().killAlone();
    }

    /** 0 while it is away. */
    synchronized long pid() {
        return program != null && program.isAlive() ? program.pid() : 0;
    }

    /** Starts that it refused in one sentence, as it does while PostgreSQL is away. */
    synchronized int refusedStarts() {
        return refusedStarts;
    }

    /** Any other end that nobody asked for. */
    synchronized int died() {
        return died;
    }

    @Override
    public void close() {
        Program last;
        synchronized (this) {
            wanted = false;
            closed = true;
            last = program;
        }
        keeper.interrupt();
        if (last != null) {
            try {
                last.terminate();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Program program() {
        if (program == null) {
            throw new IllegalStateException(id + " has not been started");
        }
        return program;
    }

    private void keep() {
        try {
            while (restarted()) {
                Thread.sleep(REST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println(id + " could not be started again: " + e.getMessage());
        }
    }

    private synchronized boolean restarted() throws IOException {
        if (wanted && !program().isAlive()) {
            if (program().exitCode() == REFUSED) {
                refusedStarts++;
            } else {
                died++;
            }
            startAgain();
        }
        return !closed;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        for (String name : List.of("attache.home", "attache.java", "attache.worker.classpath")) {
            String value = System.getProperty(name, "");
            if (!value.isEmpty()) {
                command.add("-D" + name + "=" + value);
            }
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.attache.manager.Main",
                        "run",
                        "--migrate"));
        return command;
    }
}
