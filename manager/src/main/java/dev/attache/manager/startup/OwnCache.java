package dev.attache.manager.startup;

import dev.attache.manager.startup.State.Whose;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The start-up cache of this very process. The launcher script has named it, by jars, JDK and
 * options, and has passed it to the VM if it was there; here is seen whether the VM has taken it.
 */
final class OwnCache implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OwnCache.class);
    private static final String MAIN = "dev.attache.manager.Main";
    private static final String PREFIX = "manager-";

    private final CacheFile file;
    private final JavaProgram program;
    private final Map<String, String> environment;
    private final Path mappings;
    private volatile @Nullable CacheBuilder building;

    /** `mappings` lists the files that this process has mapped. */
    OwnCache(Path file, JavaProgram program, Map<String, String> environment, Path mappings) {
        this.file = new CacheFile(file);
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.mappings = mappings;
    }

    /** Empty when something else than the launcher script has started us. */
    static Optional<OwnCache> named(Map<String, String> environment) {
        String name = System.getProperty("attache.start.cache", "");
        String java = System.getProperty("attache.java", "");
        if (name.isEmpty() || java.isEmpty()) {
            return Optional.empty();
        }
        List<Path> jars =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList();
        List<String> options =
                List.of(System.getProperty("attache.start.options", "").split(" ", -1));
        Path file = Path.of(name);
        // All that the rehearsal's PostgreSQL unpacks goes with the folder.
        Path stage = file.resolveSibling("rehearsal");
        return Optional.of(
                new OwnCache(
                        file,
                        new JavaProgram(
                                java, options, jars, MAIN, List.of("rehearse", stage.toString())),
                        environment,
                        Path.of("/proc/self/maps")));
    }

    /** Says how it stands, and builds what is missing, for the next start. */
    State lookAndBuild() throws InterruptedException {
        State found = look();
        log.info("start-up cache of the manager {}", found);
        if (found.isSettled()) {
            return found;
        }
        State built = build();
        log.info("start-up cache of the manager {}", built);
        return built;
    }

    State look() {
        try {
            if (!file.exists()) {
                return file.hasOthers(PREFIX) ? Whose.MANAGER.stale() : Whose.MANAGER.absent();
            }
            if (!file.isWhole()) {
                file.delete();
                return Whose.MANAGER.damaged();
            }
            if (!isMapped()) {
                return State.failed(
                        "is not taken by the JDK, and starts are slower: remove "
                                + file.path()
                                + ", it is built anew");
            }
            file.use(Instant.now());
            return State.inUse(file.path());
        } catch (IOException e) {
            return State.failed("cannot be looked at: " + e.getMessage());
        }
    }

    /** Where nothing tells what is mapped, the VM is believed. */
    private boolean isMapped() throws IOException {
        if (!Files.isReadable(mappings)) {
            return true;
        }
        String path = file.path().toRealPath().toString();
        try (var lines = Files.lines(mappings)) {
            return lines.anyMatch(line -> line.endsWith(path));
        }
    }

    private State build() throws InterruptedException {
        Path folder = file.path().toAbsolutePath().getParent();
        if (folder == null) {
            return State.failed("has no folder: " + file.path());
        }
        CacheBuilder builder = new CacheBuilder(program, environment, folder);
        building = builder;
        try {
            Files.createDirectories(folder);
            return builder.build(file)
                    .map(fault -> State.failed("could not be built: " + fault))
                    .orElse(
                            new State(
                                    State.Kind.FRESH,
                                    "is built, for the next start: " + file.path()));
        } catch (IOException e) {
            return State.failed("could not be built: " + e.getMessage());
        } finally {
            building = null;
        }
    }

    @Override
    public void close() {
        CacheBuilder builder = building;
        if (builder != null) {
            builder.close();
        }
    }
}
