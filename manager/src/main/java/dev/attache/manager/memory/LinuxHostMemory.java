package dev.attache.manager.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The least of what the machine has and what each control group above us still allows. Files that a
 * group has cached count as free: the kernel gives them up before it kills.
 */
final class LinuxHostMemory implements HostMemory {
    private static final long MB = 1L << 20;

    /** Version 1 says "no limit" with a number near this. */
    private static final long NO_LIMIT = 1L << 60;

    /** The names of the files of one version of control groups. */
    private record Names(String limit, String usage, String cached) {
        static final Names V2 = new Names("memory.max", "memory.current", "inactive_file");
        static final Names V1 =
                new Names("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
    }

    private final Path root;

    /** The root is `/`, or a copy of its files for a test. */
    LinuxHostMemory(Path root) {
        this.root = root;
    }

    @Override
    public long availableMb() {
        long available = Long.MAX_VALUE;
        for (String line : lines(root.resolve("proc/meminfo"))) {
            if (line.startsWith("MemAvailable:")) {
                available = number(line.substring("MemAvailable:".length())) * 1024;
            }
        }
        List<String> mounts = lines(root.resolve("proc/self/mountinfo"));
        for (String line : lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                available = Math.min(available, within(mounts, " - cgroup2 ", parts[2], Names.V2));
            } else if (List.of(parts[1].split(",", -1)).contains("memory")) {
                available = Math.min(available, within(mounts, "memory", parts[2], Names.V1));
            }
        }
        return available / MB;
    }

    /** From our own group up to the mount: a limit anywhere on the way is a limit for us. */
    private long within(List<String> mounts, String kind, String group, Names names) {
        long available = Long.MAX_VALUE;
        for (String mount : mounts) {
            String[] halves = mount.split(" - ", 2);
            if (halves.length < 2 || !isOfKind(mount, halves[1], kind)) {
                continue;
            }
            String[] words = halves[0].split(" ", -1);
            Path top = root.resolve(words[4].substring(1));
            // In a container the mount shows only what is below its root.
            String below = group.startsWith(words[3]) ? group.substring(words[3].length()) : group;
            for (Path at = top.resolve(below.replaceFirst("^/+", "")).normalize();
                    at != null && at.startsWith(top);
                    at = at.getParent()) {
                available = Math.min(available, left(at, names));
            }
        }
        return available;
    }

    private static boolean isOfKind(String mount, String fileSystem, String kind) {
        if (kind.equals("memory")) {
            return fileSystem.startsWith("cgroup ")
                    && List.of(fileSystem.split("[ ,]", -1)).contains("memory");
        }
        return mount.contains(kind);
    }

    private static long left(Path group, Names names) {
        List<String> limit = lines(group.resolve(names.limit()));
        List<String> usage = lines(group.resolve(names.usage()));
        if (limit.isEmpty() || usage.isEmpty() || limit.getFirst().equals("max")) {
            return Long.MAX_VALUE;
        }
        long most = number(limit.getFirst());
        if (most >= NO_LIMIT) {
            return Long.MAX_VALUE;
        }
        long cached = 0;
        for (String line : lines(group.resolve("memory.stat"))) {
            if (line.startsWith(names.cached() + " ")) {
                cached = number(line.substring(names.cached().length()));
            }
        }
        return Math.max(0, most - number(usage.getFirst()) + cached);
    }

    private static long number(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        // 18446744073709551615 is another way to say "no limit".
        return digits.isEmpty() || digits.length() > 18 ? NO_LIMIT : Long.parseLong(digits);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
