package dev.attache.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processor's time that a process has had, as the kernel counts it. */
final class Cpu {
    private static final double NANOS_A_MILLI = 1e6;

    private Cpu() {}

    /** Of all its threads that are still there, to the nanosecond. */
    static double millis(long pid) throws IOException {
        double nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                nanos += nanosOf(thread);
            }
        }
        return nanos / NANOS_A_MILLI;
    }

    private static double nanosOf(Path thread) throws IOException {
        try {
            String told = Files.readString(thread.resolve("schedstat"));
            return Double.parseDouble(told.substring(0, told.indexOf(' ')));
        } catch (NoSuchFileException e) {
            // It has ended since it was listed.
            return 0;
        }
    }

    /** In hundredths of a second, those of threads that have ended among them. */
    static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name stands in parentheses and may itself contain them.
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }
}
