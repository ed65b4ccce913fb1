package dev.attache.manager.doctor;

import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.memory.HostMemory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The JDK, the memory and the folder for state. */
final class HostLook {
    private static final int JDK = 25;

    private HostLook() {}

    static void examine(ManagerConfig config, Consumer<Finding> found) {
        found.accept(jdk(Runtime.version().feature()));
        found.accept(memory(config, HostMemory.ofThisSystem().availableMb()));
        found.accept(home(config.identity().home()));
    }

    static Finding jdk(int feature) {
        return feature >= JDK
                ? Finding.ok("jdk", "JDK " + Runtime.version())
                : Finding.fail(
                        "jdk",
                        "this is JDK " + feature,
                        "install JDK " + JDK + " and set JAVA_HOME to it");
    }

    static Finding memory(ManagerConfig config, long availableMb) {
        long needed = (long) config.policy().capacity() * config.workers().memoryPerWorkerMb();
        String sentence =
                "%d MB available; %d agents of %d MB would take %d MB"
                        .formatted(
                                availableMb,
                                config.policy().capacity(),
                                config.workers().memoryPerWorkerMb(),
                                needed);
        return needed <= availableMb
                ? Finding.ok("memory", sentence)
                : Finding.warn(
                        "memory",
                        sentence,
                        "launches wait for free memory; lower MAX_CONCURRENT_AGENTS or add some");
    }

    /** The nearest folder that exists tells whether it could be made. */
    static Finding home(Path home) {
        Path at = home.toAbsolutePath();
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        if (at == null || !Files.isDirectory(at) || !Files.isWritable(at)) {
            return Finding.fail(
                    "state",
                    home + " cannot be written to by this user",
                    "set ATTACHE_HOME to a folder that can");
        }
        try {
            long free = Files.getFileStore(at).getUsableSpace() / (1024 * 1024);
            return free > 600
                    ? Finding.ok("state", home + ", " + free + " MB free")
                    : Finding.warn(
                            "state",
                            home + " has " + free + " MB left",
                            "workers' logs take up to 500 MB; lines are dropped when it is full");
        } catch (IOException e) {
            return Finding.warn("state", home + ": " + e.getMessage(), "look at that file system");
        }
    }
}
