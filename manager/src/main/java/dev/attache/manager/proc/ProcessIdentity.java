package dev.attache.manager.proc;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;

/**
 * One process, and never another that was given its number later: the number, the boot, and when it
 * was started (in ticks since that boot, or in milliseconds where there is no /proc).
 */
public record ProcessIdentity(long pid, String boot, long started) {
    private static final String BOOT = bootId();

    /** Null when there is no such process. */
    public static @Nullable ProcessIdentity of(long pid) {
        ProcStat stat = ProcStat.of(pid);
        if (stat != null) {
            return new ProcessIdentity(pid, BOOT, stat.startTicks());
        }
        if (Files.isDirectory(ProcStat.PROC.resolve("self"))) {
            return null;
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(started -> new ProcessIdentity(pid, BOOT, started))
                .orElse(null);
    }

    /** Alive and still the same. A zombie is dead. */
    public boolean isAlive() {
        ProcStat stat = ProcStat.of(pid);
        return equals(of(pid)) && (stat == null || !stat.isDead());
    }

    private static String bootId() {
        try {
            return Files.readString(ProcStat.PROC.resolve("sys/kernel/random/boot_id")).trim();
        } catch (IOException e) {
            return "";
        }
    }
}
