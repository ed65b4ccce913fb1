package dev.attache.worker.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;

/**
 * Where the gazetteer lies on this host: the jar carries it packed, and only a plain file can be
 * mapped, so the first worker that needs it lays it down and all others share its pages.
 */
public final class GazetteerFile {

    private static final String PACKED = "gazetteer.bin.gz";
    private static final String STAMP = "gazetteer.sha256";

    private GazetteerFile() {}

    /** Opens the shared file in this directory, laying it down first when it is not there. */
    public static Gazetteer in(Path directory) {
        try {
            Path file = directory.resolve("gazetteer-" + stamp() + ".bin");
            if (!isWhole(file)) {
                layDown(directory, file);
            }
            return Gazetteer.open(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The gazetteer cannot be laid down in "
                            + directory
                            + "; make that directory writable or set ATTACHE_HOME.",
                    failure);
        }
    }

    /** {@code ATTACHE_HOME}'s cache where it is set, else the user's. */
    public static Path usualDirectory(String attacheHome, String userHome) {
        return attacheHome.isBlank()
                ? Path.of(userHome, ".cache", "attache")
                : Path.of(attacheHome, "cache");
    }

    private static String stamp() throws IOException {
        try (InputStream in = resource(STAMP)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .substring(0, 16);
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0;
    }

    /** A temporary name first and one move: other workers see the whole file or none. */
    private static void layDown(Path directory, Path file) throws IOException {
        Files.createDirectories(directory);
        Path fresh = Files.createTempFile(directory, "gazetteer", ".part");
        try {
            try (InputStream in = new GZIPInputStream(resource(PACKED), 1 << 16)) {
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

    private static InputStream resource(String name) throws IOException {
        InputStream in = GazetteerFile.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the worker's jar lacks " + name);
        }
        return in;
    }
}
