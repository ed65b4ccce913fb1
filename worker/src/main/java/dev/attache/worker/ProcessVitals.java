package dev.attache.worker;

import dev.attache.worker.session.Vitals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * This process as the system sees it: its share of memory (PSS), or what is resident, and its CPU.
 */
final class ProcessVitals implements Vitals {
    private static final Path SHARE = Path.of("/proc/self/smaps_rollup");
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KILO_IN_MEGA = 1024;

    private Instant before;
    private Duration usedBefore;

    ProcessVitals(Instant now) {
        this.before = now;
        this.usedBefore = cpu();
    }

    @Override
    public Reading measure(Instant now) {
        Duration used = cpu();
        double wall = Duration.between(before, now).toNanos();
        double percent = wall <= 0 ? 0 : 100.0 * used.minus(usedBefore).toNanos() / wall;
        before = now;
        usedBefore = used;
        return new Reading(memoryMb(), Math.round(Math.max(0, percent) * 100) / 100.0);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static int memoryMb() {
        long kilobytes =
                field(SHARE, "Pss:")
                        .orElseGet(() -> field(STATUS, "VmRSS:").orElseGet(ProcessVitals::heap));
        return (int) Math.round((double) kilobytes / KILO_IN_MEGA);
    }

    private static OptionalLong field(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty(); // No Linux, or one that keeps it to itself.
        }
    }

    /**
     * Elsewhere than on Linux: what the JVM has taken for objects, which is less than the truth.
     */
    private static long heap() {
        return Runtime.getRuntime().totalMemory() / KILO_IN_MEGA;
    }
}
