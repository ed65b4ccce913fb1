package dev.attache.worker.shared;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that all workers of a host map: the jar carries them packed, and only a plain file has
 * pages that can be shared. The first worker that needs one lays it down; its name says what is in
 * it, so that it is never replaced.
 */
public final class SharedFiles {
    private SharedFiles() {}

    /** Opens what is to be laid down. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** {@code ATTACHE_HOME}'s cache where it is set, else the user's. */
    public static Path directory() {
        String home = System.getenv("ATTACHE_HOME");
        return directory(home == null ? "" : home, System.getProperty("user.home", "."));
    }

    public static Path directory(String attacheHome, String userHome) {
        return attacheHome.isBlank()
                ? Path.of(userHome, ".cache", "attache")
                : Path.of(attacheHome, "cache");
    }

    /** A temporary name first and one move: other workers see the whole file or none. */
    public static void layDown(Path file, Source source) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "laying-down", ".part");
        try {
            try (InputStream in = source.open()) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
