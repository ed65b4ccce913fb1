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
    static final Key<List<String>> JAVA_OPTIONS =
            Key.of(
                    "WORKER_JAVA_OPTIONS",
                    Kinds.COMMAND,
                    // Small and quick to start, measured; the archive of classes where it was
                    // meant to lie saves 6 MB in every worker.
                    "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -Xss256k"
                            + " -Xmn1m -XX:ReservedCodeCacheSize=16m -XX:-UsePerfData"
                            + " -Djdk.reflect.useNativeAccessorOnly=true"
                            // The JDK's default, told: to find it out it would read all of
                            // java.security, 8 ms.
                            + " -Djdk.includeInExceptions=hostInfoExclSocket"
                            + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0",
                    "Options of the Java worker's VM, all of them: what is set here replaces the"
                            + " default.");
    static final Key<Integer> MEMORY_PER_WORKER_MB =
            Key.of(
                    "MEMORY_PER_WORKER_MB",
                    Kinds.number(0, 65_536),
                    "64",
                    "Free memory that a launch waits for.");
    static final List<Key<?>> KEYS = List.of(COMMAND, HEAP_MB, JAVA_OPTIONS, MEMORY_PER_WORKER_MB);

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
        List<String> options = values.get(JAVA_OPTIONS);
        return new WorkersConfig(
                values.get(COMMAND, () -> JavaWorker.command(heapMb, options)),
                values.get(MEMORY_PER_WORKER_MB));
    }
}
