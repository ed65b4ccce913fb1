package dev.attache.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What managers hold of the machine's memory, looked at every few seconds on a thread of its own.
 */
final class MemoryLog implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int KILOBYTES = 1024;

    private final World world;
    private final Map<Long, List<Facts.Held>> held = new ConcurrentHashMap<>();
    private final Thread thread = Thread.ofVirtual().name("memory").unstarted(this::watch);

    private MemoryLog(World world) {
        this.world = world;
    }

    static MemoryLog start(World world) {
        MemoryLog log = new MemoryLog(world);
        log.thread.start();
        return log;
    }

    /** Since its start, oldest first. */
    List<Facts.Held> of(long pid) {
        List<Facts.Held> all = held.getOrDefault(pid, List.of());
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        Map<Long, Long> since = new HashMap<>();
        try {
            while (true) {
                long now = System.nanoTime();
                for (RunningManager manager : world.managers()) {
                    long pid = manager.pid();
                    long megabytes = residentOf(pid);
                    if (megabytes > 0) {
                        Duration age = Duration.ofNanos(now - since.computeIfAbsent(pid, _ -> now));
                        List<Facts.Held> all = held.computeIfAbsent(pid, _ -> new ArrayList<>());
                        synchronized (all) {
                            all.add(new Facts.Held(age, megabytes));
                        }
                    }
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long residentOf(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KILOBYTES)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
