package dev.attache.manager.memory;

import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** The same where there is no /proc. Loaded only there: the library brings native code. */
final class OshiMemory {
    private static final long MB = 1L << 20;

    private OshiMemory() {}

    static HostMemory host() {
        var memory = new SystemInfo().getHardware().getMemory();
        return () -> memory.getAvailable() / MB;
    }

    static WorkerMemory workers() {
        OperatingSystem system = new SystemInfo().getOperatingSystem();
        return () -> pid -> family(system, Math.toIntExact(pid)) / MB;
    }

    private static long family(OperatingSystem system, int pid) {
        OSProcess worker = system.getProcess(pid);
        if (worker == null) {
            return 0;
        }
        long children =
                system
                        .getDescendantProcesses(
                                pid,
                                OperatingSystem.ProcessFiltering.ALL_PROCESSES,
                                OperatingSystem.ProcessSorting.NO_SORTING,
                                0)
                        .stream()
                        .mapToLong(OSProcess::getResidentMemory)
                        .sum();
        return worker.getResidentMemory() + children;
    }
}
