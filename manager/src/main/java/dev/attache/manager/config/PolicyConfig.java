package dev.attache.manager.config;

import dev.attache.manager.fleet.Policy;

import java.time.Duration;
import java.util.List;

/** The numbers of the decision that an operator may want to change; SIGHUP changes them. */
final class PolicyConfig {
    static final Key<Integer> CAPACITY =
            Key.of(
                    "MAX_CONCURRENT_AGENTS",
                    Kinds.number(0, 100_000),
                    "10",
                    "Agents at a time on this host.");
    static final Key<Integer> WARM_SPARES =
            Key.of(
                    "WARM_SPARES",
                    Kinds.number(0, 1000),
                    "2",
                    "Processes that wait for a document, at most as many as agents; none where"
                            + " WORKER_COMMAND cannot wait.");
    static final Key<Integer> LAUNCHES_AT_ONCE =
            Key.of(
                    "LAUNCHES_AT_ONCE",
                    Kinds.number(1, 1000),
                    "",
                    "Processes that start at the same time. Default: the number of cores.");
    static final Key<Duration> EVICT_QUIET =
            duration(
                    "EVICT_QUIET",
                    "30s",
                    "No eviction so soon after an edit; 0 is plain LRU, which evicts at once.");
    static final Key<Duration> MIN_RESIDENCY =
            duration("MIN_RESIDENCY", "10s", "No eviction so soon after the attach.");
    static final Key<Duration> SWAP_EVERY =
            duration("SWAP_EVERY", "1m", "A document evicts or is evicted at most so often.");
    static final Key<Duration> READY_WITHIN =
            duration("READY_WITHIN", "30s", "A process that is not ready by then is killed.");
    static final Key<Duration> CONNECT_WITHIN =
            duration("CONNECT_WITHIN", "1m", "An agent that has not connected by then is killed.");
    static final Key<Duration> PING_EVERY =
            duration("PING_EVERY", "30s", "How often a worker is asked whether it lives.");
    static final Key<Duration> ANSWER_WITHIN =
            duration("ANSWER_WITHIN", "5s", "How long it may take to answer, twice.");
    static final Key<Duration> BUSY_AT_MOST =
            duration("BUSY_AT_MOST", "5m", "A worker busy for longer is no longer sheltered.");
    static final Key<Duration> STOP_WITHIN =
            duration("STOP_WITHIN", "5s", "Time to leave in peace; then SIGTERM, then SIGKILL.");
    static final Key<Duration> BACK_OFF_FIRST =
            duration("BACK_OFF_FIRST", "1s", "Rest after the first death; doubles.");
    static final Key<Duration> BACK_OFF_MOST =
            duration("BACK_OFF_MOST", "5m", "The longest such rest.");
    static final Key<Duration> GOOD_LIFE =
            duration("GOOD_LIFE", "1m", "After so long a life earlier deaths are forgotten.");
    static final Key<Integer> QUARANTINE_DEATHS =
            Key.of(
                    "QUARANTINE_DEATHS",
                    Kinds.number(1, 1000),
                    "5",
                    "So many deaths bring a document into quarantine …");
    static final Key<Duration> QUARANTINE_WITHIN =
            duration("QUARANTINE_WITHIN", "10m", "… when they happen in this time.");
    static final Key<Duration> QUARANTINE_FIRST =
            duration("QUARANTINE_FIRST", "10m", "After so long an edit lifts it; doubles.");
    static final Key<Duration> QUARANTINE_MOST =
            duration("QUARANTINE_MOST", "24h", "The longest such time.");
    static final Key<Duration> PROBE_EVERY =
            duration("PROBE_EVERY", "30s", "How often to try while launches pause.");
    static final Key<Long> MEMORY_WARN_MB =
            megabytes("MEMORY_WARN_MB", "256", "A worker over this is reported; 0 never.");
    static final Key<Long> MEMORY_RELEASE_MB =
            megabytes("MEMORY_RELEASE_MB", "512", "One over this is asked to leave; 0 never.");
    static final Key<Long> MEMORY_KILL_MB =
            megabytes("MEMORY_KILL_MB", "1024", "One over this is killed; 0 never.");
    static final List<Key<?>> KEYS =
            List.of(
                    CAPACITY,
                    WARM_SPARES,
                    LAUNCHES_AT_ONCE,
                    EVICT_QUIET,
                    MIN_RESIDENCY,
                    SWAP_EVERY,
                    READY_WITHIN,
                    CONNECT_WITHIN,
                    PING_EVERY,
                    ANSWER_WITHIN,
                    BUSY_AT_MOST,
                    STOP_WITHIN,
                    BACK_OFF_FIRST,
                    BACK_OFF_MOST,
                    GOOD_LIFE,
                    QUARANTINE_DEATHS,
                    QUARANTINE_WITHIN,
                    QUARANTINE_FIRST,
                    QUARANTINE_MOST,
                    PROBE_EVERY,
                    MEMORY_WARN_MB,
                    MEMORY_RELEASE_MB,
                    MEMORY_KILL_MB);

    private PolicyConfig() {}

    static Policy from(Values values) {
        int cores = Runtime.getRuntime().availableProcessors();
        int capacity = values.get(CAPACITY);
        int spares = values.get(WARM_SPARES);
        int launches = values.get(LAUNCHES_AT_ONCE, () -> cores);
        Policy usual = Policy.of(capacity, spares, launches);
        return new Policy(
                capacity,
                spares,
                launches,
                new Policy.Eviction(
                        values.get(EVICT_QUIET), values.get(MIN_RESIDENCY), values.get(SWAP_EVERY)),
                new Policy.Starting(
                        usual.starting().claimWithin(),
                        values.get(READY_WITHIN),
                        values.get(CONNECT_WITHIN),
                        usual.starting().spareAge()),
                new Policy.Pings(values.get(PING_EVERY), values.get(ANSWER_WITHIN)),
                new Policy.Leaving(
                        usual.leaving().releaseWithin(),
                        values.get(BUSY_AT_MOST),
                        values.get(STOP_WITHIN),
                        usual.leaving().termWithin(),
                        usual.leaving().killAgain()),
                new Policy.BackOff(
                        values.get(BACK_OFF_FIRST),
                        values.get(BACK_OFF_MOST),
                        values.get(GOOD_LIFE)),
                new Policy.Quarantine(
                        values.get(QUARANTINE_DEATHS),
                        values.get(QUARANTINE_WITHIN),
                        values.get(QUARANTINE_FIRST),
                        values.get(QUARANTINE_MOST)),
                usual.rest(),
                values.get(PROBE_EVERY),
                memory(values));
    }

    private static Policy.MemoryLimits memory(Values values) {
        var limits =
                new Policy.MemoryLimits(
                        values.get(MEMORY_WARN_MB),
                        values.get(MEMORY_RELEASE_MB),
                        values.get(MEMORY_KILL_MB));
        if (limits.killMb() > 0 && limits.releaseMb() > limits.killMb()) {
            values.fault(
                    "MEMORY_RELEASE_MB (%d) must not be over MEMORY_KILL_MB (%d)."
                            .formatted(limits.releaseMb(), limits.killMb()));
        }
        return limits;
    }

    private static Key<Duration> duration(String name, String fallback, String meaning) {
        return Key.of(name, Kinds.DURATION, fallback, meaning);
    }

    private static Key<Long> megabytes(String name, String fallback, String meaning) {
        return Key.of(name, Kinds.amount(0, 1_048_576), fallback, meaning);
    }
}
