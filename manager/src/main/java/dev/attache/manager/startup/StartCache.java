package dev.attache.manager.startup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The worker's command with the start-up cache that fits it, as long as there is one. Managers of
 * one state folder share it: a cache appears whole under a name that says what it was made of.
 */
public final class StartCache implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartCache.class);
    private static final String PREFIX = "worker-";
    private static final String SUFFIX = ".aot";
    private static final String SUM = ".sum";

    private final List<String> plain;
    private final @Nullable JavaProgram program;
    private final Path folder;
    private final Map<String, String> environment;
    private volatile State state;
    private volatile @Nullable Cached cached;
    private volatile @Nullable CacheBuilder building;

    private record Cached(List<String> command, List<String> glance) {}

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
                        ? new State(State.Kind.NOT_OURS, "WORKER_COMMAND is not the Java worker")
                        : State.ABSENT;
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
        try {
            if (Prints.glance(program).equals(now.glance())) {
                return now.command();
            }
        } catch (IOException e) {
            log.debug("worker's jars cannot be looked at", e);
        }
        cached = null;
        become(State.REPLACED);
        return plain;
    }

    /** Looks for the cache that fits. Reads the jars and the cache: a few tens of milliseconds. */
    public State look() {
        if (program == null) {
            return state;
        }
        try {
            List<String> glance = Prints.glance(program);
            Path file = file(Prints.of(program));
            if (!Files.exists(file)) {
                become(othersExist() ? State.STALE : State.ABSENT);
            } else if (!isWhole(file)) {
                become(State.DAMAGED);
            } else {
                cached = new Cached(program.with(options(file)), glance);
                become(new State(State.Kind.FRESH, "in use: " + file));
            }
        } catch (IOException | RuntimeException e) {
            become(new State(State.Kind.FAILED, "cannot be looked for: " + e.getMessage()));
        }
        return state;
    }

    /** Looks, and builds what is missing on a thread of its own. */
    public void lookAndBuild() {
        boolean needed = !look().isSettled();
        log.info("start-up cache of workers {}", state);
        if (needed) {
            Thread.ofPlatform().name("start-cache").daemon().start(this::build);
        }
    }

    /** Builds in the foreground; for an installation, and for tests. */
    public State build() {
        if (program == null) {
            return state;
        }
        try {
            Files.createDirectories(folder);
            Path file = file(Prints.of(program));
            CacheBuilder builder = new CacheBuilder(program, environment, folder);
            building = builder;
            Optional<String> fault = builder.build(file);
            if (fault.isEmpty()) {
                look();
            } else {
                become(new State(State.Kind.FAILED, "could not be built: " + fault.get()));
            }
        } catch (IOException | RuntimeException e) {
            // It makes starts faster, and must not end what works without it.
            become(new State(State.Kind.FAILED, "could not be built: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            building = null;
        }
        log.info("start-up cache of workers {}", state);
        return state;
    }

    private void become(State next) {
        state = next;
    }

    private Path file(String print) {
        return folder.resolve(PREFIX + print + SUFFIX);
    }

    private boolean othersExist() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.startsWith(PREFIX) && name.endsWith(SUFFIX));
        }
    }

    /** The VM believes what is in a cache, so that what is on the disk must be what was built. */
    private static boolean isWhole(Path file) throws IOException {
        Path sum = sumOf(file);
        return Files.exists(sum) && Files.readString(sum).strip().equals(Prints.ofContent(file));
    }

    static Path sumOf(Path cache) {
        return cache.resolveSibling(cache.getFileName() + SUM);
    }

    static List<String> options(Path cache) {
        return List.of("-XX:AOTCache=" + cache);
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
