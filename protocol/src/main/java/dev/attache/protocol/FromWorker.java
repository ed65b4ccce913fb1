package dev.attache.protocol;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Everything a worker can say. */
public sealed interface FromWorker {
    /** The process is up and can be told to attach. */
    record Ready(int protocol, String version, Set<Skill> can) implements FromWorker {
        public Ready {
            Bounds.notNegative("protocol", protocol);
            can = Set.copyOf(can);
        }
    }

    /** Synced with the document. */
    record Connected() implements FromWorker {}

    /** The document's server has closed or lost the connection; the worker comes back by itself. */
    record Disconnected(int code, String reason) implements FromWorker {
        public Disconnected {
            Bounds.notNegative("code", code);
            reason = Bounds.shortened(reason);
        }
    }

    /** The answer to a ping, by the worker's own loop. */
    record Pong(long id, Doing doing) implements FromWorker {}

    /** In the middle of something that would be lost. Also the refusal of a release. */
    record Busy() implements FromWorker {}

    record Free() implements FromWorker {}

    /** The consent to a release: the worker has left the document and ends. */
    record Released() implements FromWorker {}

    /** People present, and whether one of them has edited since the last time. */
    record Activity(int people, boolean edited) implements FromWorker {
        public Activity {
            Bounds.notNegative("people", people);
        }
    }

    record CheckpointTaken(Checkpoint checkpoint) implements FromWorker {}

    /** Memory and CPU now; the counters are totals since attach. */
    record Metrics(
            int memoryMb,
            double cpuPercent,
            @Nullable Integer websocketLatencyMs,
            @Nullable Integer llmResponseTimeMs,
            long llmCalls,
            long tokensIn,
            long tokensOut,
            long marks)
            implements FromWorker {
        public Metrics {
            Bounds.notNegative("memory_mb", memoryMb);
            Bounds.notNegative("cpu_percent", cpuPercent);
            Bounds.notNegative("websocket_latency_ms", websocketLatencyMs);
            Bounds.notNegative("llm_response_time_ms", llmResponseTimeMs);
            Bounds.notNegative("llm_calls", llmCalls);
            Bounds.notNegative("tokens_in", tokensIn);
            Bounds.notNegative("tokens_out", tokensOut);
            Bounds.notNegative("marks", marks);
        }
    }

    /** Something the worker cannot mend by itself, and whose fault it is. */
    record Failure(Cause cause, String message) implements FromWorker {
        public Failure {
            message = Bounds.shortened(message);
        }
    }

    /** The last line. For a superseded worker: the epoch that the document holds. */
    record Bye(Reason reason, @Nullable Long epoch) implements FromWorker {}

    /** What a worker can do beyond the least. */
    enum Skill {
        SPARE,
        RELEASE,
        CHECKPOINT
    }

    /** What the loop is doing, so that a slow model is not mistaken for a dead worker. */
    enum Doing {
        FREE,
        WORKING,
        MODEL
    }

    enum Cause {
        SETUP,
        SERVER,
        MODEL,
        DOCUMENT
    }

    enum Reason {
        SHUTDOWN,
        RELEASED,
        SUPERSEDED,
        MANAGER_GONE,
        ERROR
    }
}
