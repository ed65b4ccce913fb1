package dev.attache.manager.memory;

import dev.attache.manager.proc.ProcStat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PSS from smaps_rollup: pages that workers share are divided among them, not counted in each. */
final class LinuxWorkerMemory implements WorkerMemory {
    @Override
    public Look look() {
        Map<Long, List<Long>> relatives = new HashMap<>();
        for (ProcStat process : ProcStat.all()) {
            relate(relatives, process.parent(), process.pid());
            // A grandchild whose parent has ended belongs to init, but still to the session.
            relate(relatives, process.session(), process.pid());
        }
        return pid -> family(relatives, pid).stream().mapToLong(LinuxWorkerMemory::kb).sum() / 1024;
    }

    private static void relate(Map<Long, List<Long>> relatives, long elder, long pid) {
        relatives.computeIfAbsent(elder, _ -> new ArrayList<>()).add(pid);
    }

    private static Set<Long> family(Map<Long, List<Long>> relatives, long pid) {
        Set<Long> family = new LinkedHashSet<>();
        ArrayDeque<Long> toAsk = new ArrayDeque<>(List.of(pid));
        while (!toAsk.isEmpty()) {
            long next = toAsk.removeFirst();
            if (family.add(next)) {
                toAsk.addAll(relatives.getOrDefault(next, List.of()));
            }
        }
        return family;
    }

    private static long kb(long pid) {
        long pss = kb(pid, "smaps_rollup", "Pss:");
        // Of a process that may not be looked into, the size in memory is public.
        return pss > 0 ? pss : kb(pid, "status", "VmRSS:");
    }

    private static long kb(long pid, String file, String name) {
        try {
            for (String line : Files.readAllLines(ProcStat.PROC.resolve(pid + "/" + file))) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.substring(name.length()).replace("kB", "").trim());
                }
            }
        } catch (IOException e) {
            // It has gone, or is not ours to look at.
            return 0;
        }
        return 0;
    }
}
