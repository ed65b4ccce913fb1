package dev.attache.manager.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cache on the disk, and beside it the sum of what was built. Its age is that of its last use.
 */
record CacheFile(Path path) {
    private static final Duration KEPT_UNUSED = Duration.ofDays(14);

    /** Often enough to be remembered, seldom enough to cost nothing. */
    private static final Duration TOLD_USED = Duration.ofDays(1);

    /** What is ours in the folder: caches, their sums, and what a builder that was killed left. */
    private static final Pattern OURS =
            Pattern.compile("(worker-|manager-|building)[0-9a-f-]+\\.aot(\\.sum)?");

    static boolean isOurs(String name) {
        return OURS.matcher(name).matches();
    }

    Path sum() {
        return path.resolveSibling(path.getFileName() + ".sum");
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** The VM believes what is in a cache, so that what is on the disk must be what was built. */
    boolean isWhole() throws IOException {
        if (!exists() || !Files.exists(sum())) {
            return false;
        }
        // Whatever bytes are there: they are only compared.
        String built = new String(Files.readAllBytes(sum()), StandardCharsets.ISO_8859_1);
        return built.strip().equals(Prints.ofContent(path));
    }

    /** For a launch that uses it now; false when it has gone meanwhile. */
    boolean use(Instant now) throws IOException {
        try {
            Instant used = Files.getLastModifiedTime(path).toInstant();
            if (used.isBefore(now.minus(TOLD_USED))) {
                Files.setLastModifiedTime(path, FileTime.from(now));
                Files.setLastModifiedTime(sum(), FileTime.from(now));
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Appears whole under this name. */
    void layDown(Path fresh) throws IOException {
        Path freshSum = new CacheFile(fresh).sum();
        Files.writeString(freshSum, Prints.ofContent(fresh) + "\n");
        // First the cache: a sum without one would be no worse than none.
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        Files.move(freshSum, sum(), StandardCopyOption.ATOMIC_MOVE);
    }

    void delete() throws IOException {
        Files.deleteIfExists(sum());
        Files.deleteIfExists(path);
    }

    /** Those of versions that are gone. What a process has mapped stays with it. */
    void forgetUnusedOthers(Instant now) throws IOException {
        Instant before = now.minus(KEPT_UNUSED);
        for (Path file : neighbours()) {
            boolean mine = file.equals(path) || file.equals(sum());
            if (!mine && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Another one for the same kind of process. */
    boolean hasOthers(String prefix) throws IOException {
        return neighbours().stream()
                .map(file -> file.getFileName().toString())
                .anyMatch(name -> name.startsWith(prefix) && name.endsWith(".aot"));
    }

    private List<Path> neighbours() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isOurs(file.getFileName().toString())).toList();
        }
    }
}
