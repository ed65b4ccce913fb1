package dev.attache.worker.extract;

import dev.attache.worker.shared.Packed;
import dev.attache.worker.shared.SharedFiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Where the gazetteer lies on this host: the jar carries it packed, and only a plain file can be
 * mapped, so the first worker that needs it lays it down and all others share its pages.
 */
public final class GazetteerFile {

    private static final String PACKED = "gazetteer.bin.gz";

    private GazetteerFile() {}

    /** Opens the shared file in this directory, laying it down first when it is not there. */
    public static Gazetteer in(Path directory) {
        try {
            Path file = directory.resolve("gazetteer-" + Packed.GAZETTEER_PRINT + ".bin");
            SharedFiles.layDown(file, () -> new GZIPInputStream(resource(PACKED), 1 << 16));
            return Gazetteer.open(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The gazetteer cannot be laid down in "
                            + directory
                            + "; make that directory writable or set ATTACHE_HOME.",
                    failure);
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
