package dev.attache.protocol;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Everything a manager can say. */
public sealed interface ToWorker {
    /** Join this document, as this agent. Epoch and life order all workers a document ever had. */
    record Attach(
            DocumentId document,
            String agentId,
            long epoch,
            int life,
            String url,
            String token,
            Map<String, String> settings,
            @Nullable Checkpoint checkpoint)
            implements ToWorker {
        public Attach {
            Bounds.notNegative("life", life);
            settings = Map.copyOf(settings);
        }

        /** The token and the settings' keys are secrets, and records like to be logged. */
        @Override
        public String toString() {
            return "Attach[document=%s, agentId=%s, epoch=%d, life=%d]"
                    .formatted(document, agentId, epoch, life);
        }
    }

    /** Answer with a pong of the same id, from the loop that does the work. */
    record Ping(long id) implements ToWorker {}

    /** The old token ends soon, here is the next. */
    record Token(String token) implements ToWorker {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** Leave if you are free; answered by released or busy. */
    record Release() implements ToWorker {}

    /** Finish the transaction in hand and leave. */
    record Shutdown() implements ToWorker {}
}
