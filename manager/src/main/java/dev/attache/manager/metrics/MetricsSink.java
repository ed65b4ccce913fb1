package dev.attache.manager.metrics;

import java.time.Instant;
import java.util.List;

/** Where batches go. Blocks; the metrics writer's thread alone calls it. */
@FunctionalInterface
public interface MetricsSink {
    /**
     * What can be written is written, whatever the others need.
     *
     * @param lines in the order they were measured
     */
    Outcome write(List<Metered> lines, Instant now);

    /**
     * What was not written.
     *
     * @param held another client of Postgres holds a row that these need; the others are written
     * @param left to be tried again later, when Postgres can
     * @param refused what Postgres refuses and always will
     * @param trouble why something is held or left, or nothing
     */
    record Outcome(List<Metered> held, List<Metered> left, List<Metered> refused, String trouble) {}
}
