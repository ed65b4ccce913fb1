package dev.attache.manager.config;

import static dev.attache.manager.config.Written.config;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Map.entry;

import dev.attache.manager.fleet.Policy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** How workers are started, how many there are and for how long, and what they are told. */
class WorkerConfigPartsTest {
    @Test
    void workersDefaults() {
        var workers = config().workers();

        assertThat(workers.command().getFirst()).endsWith("java");
        assertThat(workers.command()).endsWith("dev.attache.worker.Main");
        assertThat(workers.command()).contains("-Xmx64m", "-XX:+DisplayVMOutputToStderr");
        assertThat(workers.memoryPerWorkerMb()).isEqualTo(64);
    }

    @Test
    void workersMapping() {
        var workers =
                config("WORKER_COMMAND", "python3 'my agent.py'", "MEMORY_PER_WORKER_MB", "20")
                        .workers();

        assertThat(workers.command()).containsExactly("python3", "my agent.py");
        assertThat(workers.memoryPerWorkerMb()).isEqualTo(20);
        assertThat(config("WORKER_HEAP_MB", "128").workers().command()).contains("-Xmx128m");
    }

    @Test
    void policyDefaults() {
        int cores = Runtime.getRuntime().availableProcessors();

        assertThat(config().policy()).isEqualTo(Policy.of(10, 2, cores));
    }

    @Test
    void policyMapping() {
        var policy =
                config(
                                "MAX_CONCURRENT_AGENTS", "3",
                                "WARM_SPARES", "2",
                                "LAUNCHES_AT_ONCE", "4",
                                "EVICT_QUIET", "1s",
                                "MIN_RESIDENCY", "2s",
                                "SWAP_EVERY", "3s",
                                "READY_WITHIN", "4s",
                                "CONNECT_WITHIN", "5s",
                                "PING_EVERY", "6s",
                                "ANSWER_WITHIN", "7s",
                                "BUSY_AT_MOST", "8s",
                                "STOP_WITHIN", "9s",
                                "BACK_OFF_FIRST", "10ms",
                                "BACK_OFF_MOST", "11m",
                                "GOOD_LIFE", "12h",
                                "QUARANTINE_DEATHS", "13",
                                "QUARANTINE_WITHIN", "14s",
                                "QUARANTINE_FIRST", "15s",
                                "QUARANTINE_MOST", "1d",
                                "PROBE_EVERY", "17s",
                                "MEMORY_WARN_MB", "18",
                                "MEMORY_RELEASE_MB", "19",
                                "MEMORY_KILL_MB", "20")
                        .policy();

        Policy usual = Policy.of(3, 2, 4);
        assertThat(policy)
                .isEqualTo(
                        new Policy(
                                3,
                                2,
                                4,
                                new Policy.Eviction(
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(3)),
                                new Policy.Starting(
                                        usual.starting().claimWithin(),
                                        Duration.ofSeconds(4),
                                        Duration.ofSeconds(5),
                                        usual.starting().spareAge()),
                                new Policy.Pings(Duration.ofSeconds(6), Duration.ofSeconds(7)),
                                new Policy.Leaving(
                                        usual.leaving().releaseWithin(),
                                        Duration.ofSeconds(8),
                                        Duration.ofSeconds(9),
                                        usual.leaving().termWithin(),
                                        usual.leaving().killAgain()),
                                new Policy.BackOff(
                                        Duration.ofMillis(10),
                                        Duration.ofMinutes(11),
                                        Duration.ofHours(12)),
                                new Policy.Quarantine(
                                        13,
                                        Duration.ofSeconds(14),
                                        Duration.ofSeconds(15),
                                        Duration.ofDays(1)),
                                usual.rest(),
                                Duration.ofSeconds(17),
                                new Policy.MemoryLimits(18, 19, 20)));
    }

    @Test
    void agentDefaults() {
        assertThat(config().workerSettings())
                .containsOnly(
                        entry("yjs.fragment", "default"),
                        entry("agent.name", "AI Agent"),
                        entry("agent.color", "#FF6B6B"),
                        entry("schema_guard", "on"),
                        entry("debounce_ms", "1000"),
                        entry("backlog_sentences", "200"),
                        entry("llm.provider", "builtin"),
                        entry("llm.timeout_ms", "30000"));
    }

    @Test
    void agentMapping() {
        var settings =
                config(
                                "YJS_FRAGMENT", "prosemirror",
                                "AGENT_NAME", "Ada",
                                "AGENT_COLOR", "#00ff00",
                                "SCHEMA_GUARD", "all",
                                "DEBOUNCE", "250ms",
                                "BACKLOG_SENTENCES", "7",
                                "BUDGET_CALLS", "8",
                                "BUDGET_TOKENS", "9000000000",
                                "LLM_PROVIDER", "Anthropic",
                                "LLM_API_KEY", "sk",
                                "LLM_MODEL", "m",
                                "LLM_BASE_URL", "http://127.0.0.1:11434/v1",
                                "LLM_TIMEOUT", "10s")
                        .workerSettings();

        assertThat(settings)
                .containsOnly(
                        entry("yjs.fragment", "prosemirror"),
                        entry("agent.name", "Ada"),
                        entry("agent.color", "#00ff00"),
                        entry("schema_guard", "all"),
                        entry("debounce_ms", "250"),
                        entry("backlog_sentences", "7"),
                        entry("budget.calls", "8"),
                        entry("budget.tokens", "9000000000"),
                        entry("llm.provider", "anthropic"),
                        entry("llm.key", "sk"),
                        entry("llm.model", "m"),
                        entry("llm.base_url", "http://127.0.0.1:11434/v1"),
                        entry("llm.timeout_ms", "10000"));
    }
}
