package dev.attache.manager.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Locale;

/**
 * What the kernel knows of a process that does not answer: one line for the log, before the kill.
 */
public final class ProcState {
    private ProcState() {}

    public static String describe(long pid) {
        ProcStat stat = ProcStat.of(pid);
        if (stat == null) {
            return "pid=" + pid + " state=unknown";
        }
        return "pid=%d state=%c (%s) wchan=%s threads=%s rss=%s"
                .formatted(
                        pid,
                        stat.state(),
                        meaning(stat.state()),
                        wchan(pid),
                        fromStatus(pid, "Threads:"),
                        fromStatus(pid, "VmRSS:").toLowerCase(Locale.ROOT).replace(" ", ""));
    }

    private static String meaning(char state) {
        return switch (state) {
            case 'R' -> "running";
            case 'S' -> "sleeping";
            case 'D' -> "waiting for a disk or the network file system";
            case 'T' -> "stopped by a signal";
            case 't' -> "stopped by a debugger";
            case 'Z' -> "ended, not yet collected";
            default -> "other";
        };
    }

    /** Where in the kernel it waits; 0 when it runs, or when that is kept from us. */
    private static String wchan(long pid) {
        try {
            return Files.readString(ProcStat.PROC.resolve(pid + "/wchan")).trim();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String fromStatus(long pid, String name) {
        try (var lines = Files.lines(ProcStat.PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | UncheckedIOException e) {
            return "unknown";
        }
    }
}
