package dev.attache.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A table of figures with their goals; each line is printed as soon as it is known. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    /** The machine that figures belong to; a figure of another one says little. */
    void machine(List<String> programs) {
        Runtime here = Runtime.getRuntime();
        out.printf(
                Locale.ROOT,
                "machine: %s, %d cores, %d GB, load %s, %s %s, JDK %s, %s%n%n",
                field("/proc/cpuinfo", "model name"),
                here.availableProcessors(),
                memoryGb(),
                load(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                String.join(", ", programs));
        out.printf("%-52s %-28s %-28s %-8s %s%n", "figure", "ours", "theirs", "ratio", "goal");
    }

    /** Of two medians, ours is to be at most so much of theirs. */
    void compare(String figure, Figures ours, Figures theirs, double goal) {
        String wanted = String.format(Locale.ROOT, "≤ %.2f × Node", goal);
        compare(figure, ours, theirs, wanted, goal);
    }

    /** The same, with the goal in words. */
    void compare(String figure, Figures ours, Figures theirs, String wanted, double goal) {
        double ratio = ours.median() / theirs.median();
        row(figure, ours.spread(), theirs.spread(), ratio, wanted, ratio <= goal);
    }

    /** A figure and, where there is one, the peer's; the goal is met or it is missed. */
    void row(String figure, String ours, String theirs, double ratio, String goal, boolean met) {
        out.printf(
                Locale.ROOT,
                "%-52s %-28s %-28s %-8s %s%n",
                figure,
                ours,
                theirs,
                Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio),
                goal.isEmpty() ? "" : goal + (met ? ": met" : ": missed"));
        out.flush();
    }

    void note(String sentence) {
        out.println(sentence);
        out.flush();
    }

    private static long memoryGb() {
        String total = field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
        return total.isEmpty() ? 0 : Math.round(Long.parseLong(total) / 1024.0 / 1024.0);
    }

    /** Of the last minute: what else the machine had to do. */
    private static String load() {
        String said = field("/proc/loadavg", "");
        return said.split(" ", 2)[0];
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (java.io.IOException e) {
            return "unknown";
        }
    }
}
