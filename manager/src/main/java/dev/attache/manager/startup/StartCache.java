package dev.attache.manager.startup;

import dev.attache.manager.startup.State.Whose;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The worker's command with the start-up cache that fits it, as long as there is one. Managers of
 * one state folder share it: a cache appears whole under a name that says what it was made of.
 */
public final class StartCache implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartCache.class);
    private static final String PREFIX = "worker-";
    private static final String SUFFIX = ".aot";

    private final List<String> plain;
    private final @Nullable JavaProgram program;
    private final Path folder;
    private final Map<String, String> environment;
    private volatile State state;
    private volatile @Nullable Cached cached;
    private volatile @Nullable CacheBuilder building;

    private record Cached(List<String> command, CacheFile file, List<String> glance) {}

    private StartCache(
            List<String> command,
            @Nullable JavaProgram program,
            Path folder,
            Map<String, String> environment) {
        this.plain = List.copyOf(command);
        this.program = program;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.state =
                program == null
                        ? new State(
                                State.Kind.NOT_OURS,
                                "not used: WORKER_COMMAND is not the Java worker")
                        : Whose.WORKERS.absent();
    }

    /** Of a worker's command; the environment is what a worker would get. */
    public static StartCache of(List<String> command, Path home, Map<String, String> environment) {
        return new StartCache(
                command, JavaProgram.of(command).orElse(null), home.resolve("cache"), environment);
    }

    public State state() {
        return state;
    }

    /** For the next launch. */
    public List<String> command() {
        Cached now = cached;
        if (now == null || program == null) {
            return plain;
        }
        State lost = State.REPLACED;
        try {
            if (Prints.glance(program).equals(now.glance())) {
                if (now.file().use(Instant.now())) {
                    return now.command();
                }
                lost = State.REMOVED;
            }
        } catch (IOException e) {
            log.debug("worker's jars or its start-up cache cannot be looked at", e);
        }
        lose(now, lost);
        return plain;
    }

    /** Launches come from several threads; one of them says it. */
    private synchronized void lose(Cached before, State why) {
        if (before.equals(cached)) {
            cached = null;
            state = why;
            log.warn("start-up cache of workers {}", why);
        }
    }

    /** Looks for the cache that fits. Reads the jars and the cache: a few tens of milliseconds. */
    public State look() {
        if (program == null) {
            return state;
        }
        try {
            List<String> glance = Prints.glance(program);
            CacheFile file = file(program);
            if (!file.exists()) {
                state = file.hasOthers(PREFIX) ? Whose.WORKERS.stale() : Whose.WORKERS.absent();
            } else if (!file.isWhole()) {
                state = Whose.WORKERS.damaged();
            } else {
                cached =
                        new Cached(
                                program.with(JavaProgram.using(file.path()), List.of()),
                                file,
                                glance);
                state = State.inUse(file.path());
            }
        } catch (IOException | RuntimeException e) {
            state = State.failed("cannot be looked for: " + e.getMessage());
        }
        return state;
    }

    /** Says how it was found, and builds what is missing. */
    void settle() {
        log.info("start-up cache of workers {}", state);
        if (!state.isSettled()) {
            build();
        }
    }

    /** Builds in the foreground; for an installation, and for tests. */
    public State build() {
        if (program == null) {
            return state;
        }
        CacheBuilder builder = new CacheBuilder(program, environment, folder);
        building = builder;
        try {
            Files.createDirectories(folder);
            Optional<String> fault = builder.build(file(program));
            if (fault.isEmpty()) {
                look();
            } else {
                state = State.failed("could not be built: " + fault.get());
            }
        } catch (IOException | RuntimeException e) {
            // It makes starts faster, and must not end what works without it.
            state = State.failed("could not be built: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            building = null;
        }
        log.info("start-up cache of workers {}", state);
        return state;
    }

    private CacheFile file(JavaProgram of) throws IOException {
        return new CacheFile(folder.resolve(PREFIX + Prints.of(of) + SUFFIX));
    }

    /** A cache that is being built is given up. */
    @Override
    public void close() {
        CacheBuilder builder = building;
        if (builder != null) {
            builder.close();
        }
    }
}
