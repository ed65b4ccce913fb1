package dev.attache.manager.demo;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a demo keeps what it made, for the next time; held by one demo at a time. */
final class DemoFolder implements AutoCloseable {
    private static final Set<String> IN_USE = Set.of("lock", "demo.log");

    private final Path root;
    private final FileChannel lock;

    private DemoFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static DemoFolder hold(Path root, boolean fresh) throws Refused {
        try {
            Files.createDirectories(root);
            FileChannel channel =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new Refused(
                        "another demo runs with its state in %s: stop it, or set ATTACHE_HOME to another folder"
                                .formatted(root));
            }
            DemoFolder folder = new DemoFolder(root, channel);
            if (fresh) {
                folder.empty();
            }
            return folder;
        } catch (IOException e) {
            throw new Refused(
                    "the demo keeps its state in %s, which cannot be written (%s): set ATTACHE_HOME to a folder that can"
                            .formatted(root, e));
        }
    }

    Path root() {
        return root;
    }

    Path database() {
        return root.resolve("postgres");
    }

    Path documents() {
        return root.resolve("documents");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** All but the lock and the log, which are ours by now. */
    private void empty() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            if (!path.equals(root) && !IN_USE.contains(root.relativize(path).toString())) {
                Files.delete(path);
            }
        }
    }
}
