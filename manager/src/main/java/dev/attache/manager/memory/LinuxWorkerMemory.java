package dev.attache.manager.memory;

import dev.attache.manager.proc.ProcStat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PSS from smaps_rollup: pages that workers share are divided among them, not counted in each. To
 * tell it the kernel walks through all pages of a process, so it is asked anew only where the size
 * in memory, which costs next to nothing, has changed, or after a while. For one thread.
 */
final class LinuxWorkerMemory implements WorkerMemory {
    /** Of four kilobytes each, on most machines. */
    private static final long PAGES_THAT_MATTER = 256;

    private static final int LOOKS_THAT_IT_HOLDS = 10;

    private Map<Long, Known> known = new HashMap<>();
    private int looks;

    private record Known(ProcStat process, int look, long kb) {
        boolean holdsFor(ProcStat now, int lookNow) {
            long grown = Math.abs(now.residentPages() - process.residentPages());
            return now.startTicks() == process.startTicks()
                    && grown <= PAGES_THAT_MATTER
                    && lookNow - look < LOOKS_THAT_IT_HOLDS;
        }
    }

    @Override
    public Look look() {
        looks++;
        Map<Long, ProcStat> processes = new HashMap<>();
        Map<Long, List<Long>> relatives = new HashMap<>();
        for (ProcStat process : ProcStat.all()) {
            processes.put(process.pid(), process);
            relate(relatives, process.parent(), process.pid());
            // A grandchild whose parent has ended belongs to init, but still to the session.
            relate(relatives, process.session(), process.pid());
        }
        Map<Long, Known> before = known;
        known = new HashMap<>();
        return pid ->
                family(relatives, pid).stream()
                                .mapToLong(one -> kb(before, processes.get(one)))
                                .sum()
                        / 1024;
    }

    private long kb(Map<Long, Known> before, @Nullable ProcStat process) {
        if (process == null) {
            return 0;
        }
        Known last = before.get(process.pid());
        Known now =
                last != null && last.holdsFor(process, looks)
                        ? last
                        : new Known(process, looks, kb(process.pid()));
        known.put(process.pid(), now);
        return now.kb();
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
