package dev.attache.manager.proc;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of one process in `/proc/PID/stat`. Null where there is no such process, or no /proc.
 */
public record ProcStat(
        long pid,
        String name,
        char state,
        long parent,
        long group,
        long session,
        long startTicks,
        long residentPages) {
    public static final Path PROC = Path.of("/proc");

    public static @Nullable ProcStat of(long pid) {
        try {
            return parse(
                    Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return null;
        }
    }

    /** The name stands in parentheses and may itself contain them and blanks: cut at the last. */
    static ProcStat parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        String[] rest = stat.substring(close + 2).trim().split(" ", -1);
        return new ProcStat(
                Long.parseLong(stat.substring(0, open).trim()),
                stat.substring(open + 1, close),
                rest[0].charAt(0),
                Long.parseLong(rest[1]),
                Long.parseLong(rest[2]),
                Long.parseLong(rest[3]),
                Long.parseLong(rest[19]),
                Long.parseLong(rest[21]));
    }

    public static List<ProcStat> all() {
        List<ProcStat> all = new ArrayList<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            for (Path entry : (Iterable<Path>) entries::iterator) {
                String name = entry.getFileName().toString();
                if (!name.isEmpty() && name.chars().allMatch(Character::isDigit)) {
                    ProcStat stat = of(Long.parseLong(name));
                    if (stat != null) {
                        all.add(stat);
                    }
                }
            }
        } catch (IOException e) {
            // No /proc: a Mac. Whoever asks has another way.
            return List.of();
        }
        return all;
    }

    /** A zombie holds nothing but its number. */
    public boolean isDead() {
        return state == 'Z' || state == 'X';
    }
}
