package dev.attache.manager.launch;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Log files that stay within a bound each (the file and the one before it) and together (the
 * longest unwritten go first). For one thread, and for nobody else's files: it counts what it has
 * written.
 */
public final class LogFolder {
    private static final String BEFORE = ".1";

    private final Path folder;
    private final long eachFile;
    private final long together;
    // The longest unwritten first.
    private final Map<Path, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private long total;

    LogFolder(Path folder, long eachDocument, long together) throws IOException {
        this.folder = folder;
        this.eachFile = eachDocument / 2;
        this.together = together;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> oldestFirst =
                    files.filter(Files::isRegularFile)
                            .sorted(Comparator.comparing(LogFolder::lastWritten))
                            .toList();
            for (Path file : oldestFirst) {
                resized(file, Files.size(file));
            }
        }
    }

    /** The file of a document, or the one that all spares share. */
    public static Path fileIn(Path folder, @Nullable DocumentId document) {
        // Documents' names end in a hash, so none of them can be this one.
        return folder.resolve(
                (document == null ? "spares" : FileNames.of(document.value())) + ".log");
    }

    Path fileOf(@Nullable DocumentId document) {
        return fileIn(folder, document);
    }

    void append(Path file, byte[] text) throws IOException {
        for (int from = 0; from < text.length; ) {
            long room = eachFile - sizes.getOrDefault(file, 0L);
            if (room <= 0) {
                rotate(file);
                room = eachFile;
            }
            int end = endOfLines(text, from, room);
            Files.write(
                    file,
                    Arrays.copyOfRange(text, from, end),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            resized(file, sizes.getOrDefault(file, 0L) + end - from);
            from = end;
        }
        makeRoom(file);
    }

    /** At least one line, at most what there is room for, and no line cut in two. */
    private static int endOfLines(byte[] text, int from, long room) {
        int end = from;
        for (int i = from; i < text.length; i++) {
            if (text[i] == '\n') {
                if (i + 1 - from > room && end > from) {
                    return end;
                }
                end = i + 1;
                if (end - from >= room) {
                    return end;
                }
            }
        }
        return text.length;
    }

    private void rotate(Path file) throws IOException {
        Path before = file.resolveSibling(file.getFileName() + BEFORE);
        try {
            Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
            resized(before, sizes.getOrDefault(file, 0L));
        } catch (NoSuchFileException e) {
            // Somebody has tidied up: there is nothing to put aside, and room again.
        }
        resized(file, 0);
    }

    private void makeRoom(Path written) throws IOException {
        Iterator<Map.Entry<Path, Long>> oldest = sizes.entrySet().iterator();
        while (total > together && oldest.hasNext()) {
            Map.Entry<Path, Long> entry = oldest.next();
            if (!entry.getKey().equals(written)) {
                Files.deleteIfExists(entry.getKey());
                total -= entry.getValue();
                oldest.remove();
            }
        }
    }

    private void resized(Path file, long size) {
        Long before = sizes.put(file, size);
        total += size - (before == null ? 0 : before);
    }

    private static FileTime lastWritten(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
