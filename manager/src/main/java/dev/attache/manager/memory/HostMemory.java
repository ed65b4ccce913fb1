package dev.attache.manager.memory;

import java.nio.file.Files;
import java.nio.file.Path;

/** What could still be used without anybody being killed for it. May block; not for the loop. */
@FunctionalInterface
public interface HostMemory {
    long availableMb();

    static HostMemory ofThisSystem() {
        Path root = Path.of("/");
        return Files.isReadable(root.resolve("proc/meminfo"))
                ? new LinuxHostMemory(root)
                : OshiMemory.host();
    }
}
