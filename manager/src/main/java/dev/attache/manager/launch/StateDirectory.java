package dev.attache.manager.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of one MANAGER_ID on this host, held by one manager at a time. The lock is the
 * kernel's, so it is free the moment its holder is dead, however it died.
 */
public final class StateDirectory implements AutoCloseable {
    /** Somebody else holds it. The message is for the operator. */
    public static final class Taken extends Exception {
        private static final long serialVersionUID = 1;

        Taken(String message) {
            super(message);
        }
    }

    // The kernel's lock is lost when any descriptor of the file is closed by the same process, so
    // a second opening within it must be refused before it opens anything.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private final String stateId;

    private StateDirectory(Path folder, FileChannel channel, FileLock lock, String stateId) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
        this.stateId = stateId;
    }

    public static StateDirectory hold(Path home, String managerId) throws IOException, Taken {
        Path folder = home.toAbsolutePath().resolve(FileNames.of(managerId));
        createFolder(folder);
        Path real = folder.toRealPath();
        if (!HELD_HERE.add(real)) {
            throw taken(managerId, real);
        }
        boolean held = false;
        try {
            FileChannel channel =
                    FileChannel.open(
                            real.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw taken(managerId, real);
            }
            Files.writeString(pidFile(real), ProcessHandle.current().pid() + "\n");
            held = true;
            return new StateDirectory(real, channel, lock, stateId(real));
        } finally {
            if (!held) {
                HELD_HERE.remove(real);
            }
        }
    }

    public Path folder() {
        return folder;
    }

    /** Carried by all processes that a manager of this folder has started, now or before. */
    public String stateId() {
        return stateId;
    }

    /** A folder within, for logs and the like. */
    public Path subfolder(String name) throws IOException {
        Path sub = folder.resolve(name);
        createFolder(sub);
        return sub;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(pidFile(folder));
        lock.release();
        channel.close();
        HELD_HERE.remove(folder);
    }

    /** In a file of its own, because the locked one must not be opened to be read. */
    private static Path pidFile(Path folder) {
        return folder.resolve("manager.pid");
    }

    private static Taken taken(String managerId, Path folder) {
        String pid;
        try {
            pid = Files.readString(pidFile(folder)).trim();
        } catch (IOException e) {
            pid = "unknown";
        }
        return new Taken(
                "a manager with MANAGER_ID=%s already runs on this host (pid %s, state in %s); stop it or give this one another MANAGER_ID"
                        .formatted(managerId, pid, folder));
    }

    private static String stateId(Path folder) throws IOException {
        Path file = folder.resolve("state-id");
        try {
            String known = Files.readString(file).trim();
            if (!known.isEmpty()) {
                return known;
            }
        } catch (NoSuchFileException e) {
            // The first manager of this folder.
        }
        String fresh = UUID.randomUUID().toString();
        Path draft = folder.resolve("state-id.new");
        Files.writeString(draft, fresh + "\n");
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        return fresh;
    }

    /** The group may look in: it reads logs and the token of the local API. */
    private static void createFolder(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwxr-x---")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
