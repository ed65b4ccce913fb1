package dev.attache.manager.config;

import java.util.List;
import java.util.Map;

/** The program that is an agent, and what the host must have for one more of it. */
public record WorkersConfig(List<String> command, int memoryPerWorkerMb) {
    static final Key<List<String>> COMMAND =
            Key.of(
                    "WORKER_COMMAND",
                    Kinds.COMMAND,
                    "",
                    "The agent: any program that speaks protocol/README.md. Default: the Java"
                            + " worker that comes with Attaché.");
    static final Key<Integer> HEAP_MB =
            Key.of(
                    "WORKER_HEAP_MB",
                    Kinds.number(32, 4096),
                    "64",
                    "Java heap of the Java worker at most; documents are kept outside of it.");
    static final Key<Integer> MEMORY_PER_WORKER_MB =
            Key.of(
                    "MEMORY_PER_WORKER_MB",
                    Kinds.number(0, 65_536),
                    "64",
                    "Free memory that a launch waits for.");
    static final List<Key<?>> KEYS = List.of(COMMAND, HEAP_MB, MEMORY_PER_WORKER_MB);

    public WorkersConfig {
        command = List.copyOf(command);
    }

    /** What every worker gets in its environment; nothing secret. */
    public Map<String, String> environment() {
        // One malloc arena a process: glibc's default is eight a core, each with slack of its own.
        return Map.of("MALLOC_ARENA_MAX", "1");
    }

    static WorkersConfig from(Values values) {
        int heapMb = values.get(HEAP_MB);
        return new WorkersConfig(
                values.get(COMMAND, () -> JavaWorker.command(heapMb)),
                values.get(MEMORY_PER_WORKER_MB));
    }
}
