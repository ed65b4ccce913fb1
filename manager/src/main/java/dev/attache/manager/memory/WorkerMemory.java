package dev.attache.manager.memory;

import java.nio.file.Files;
import java.nio.file.Path;

/** What processes take, their children included. May block; not for the loop. */
public interface WorkerMemory {
    /** One look at all processes of the system, to be asked about many workers. */
    Look look();

    /** What was seen; each answer costs a little more. */
    interface Look {
        /** PSS where the system tells it, else RSS; 0 when the process has gone. */
        long megabytes(long pid);
    }

    static WorkerMemory ofThisSystem() {
        return Files.isReadable(Path.of("/proc/self/stat"))
                ? new LinuxWorkerMemory()
                : OshiMemory.workers();
    }
}
