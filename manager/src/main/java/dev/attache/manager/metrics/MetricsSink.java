package dev.attache.manager.metrics;

import java.util.List;

/** Where batches go. Blocks; the metrics writer's thread alone calls it. */
@FunctionalInterface
public interface MetricsSink {
    /** All of it or nothing. */
    void write(List<Sample> samples, List<UsageDelta> usage) throws Unwritable;

    /** Nothing of the batch was written. */
    final class Unwritable extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean worthRetrying;

        public Unwritable(String message, boolean worthRetrying, Throwable cause) {
            super(message, cause);
            this.worthRetrying = worthRetrying;
        }

        public boolean worthRetrying() {
            return worthRetrying;
        }
    }
}
