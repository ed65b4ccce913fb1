package dev.attache.manager.metrics;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Takes up to 500 samples or what came in 1 s, and writes them; on its own thread. */
public final class MetricsWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsWriter.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration RETRY_MOST = Duration.ofSeconds(15);
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private final MetricsBuffer buffer;
    private final MetricsSink sink;
    private @Nullable Thread thread;
    private int failures;
    private boolean someAreHeld;
    private final AtomicLong refused = new AtomicLong();

    public MetricsWriter(MetricsBuffer buffer, MetricsSink sink) {
        this.buffer = buffer;
        this.sink = sink;
    }

    public void start() {
        thread = Thread.ofVirtual().name("metrics-writer").start(this::run);
    }

    /** Samples and usage that Postgres refuses and always will. */
    public long refused() {
        return refused.get();
    }

    /** Writes what is left once more, and ends. */
    @Override
    public void close() {
        buffer.wakeForGood();
        if (thread != null) {
            try {
                thread.join(CLOSES_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!buffer.wokenForGood()) {
                write(buffer.take(EVERY));
                if (failures > 0) {
                    buffer.rest(patience());
                }
            }
            write(buffer.takeNow());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration patience() {
        Duration doubled = EVERY.multipliedBy(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(RETRY_MOST) < 0 ? doubled : RETRY_MOST;
    }

    private void write(MetricsBuffer.Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        MetricsSink.Outcome outcome = sink.write(batch.lines(), batch.takenAt());
        refused.addAndGet(outcome.refused().size());
        buffer.drop(batch.only(outcome.refused()));
        buffer.putAside(batch.only(outcome.held()));
        buffer.putBack(batch.only(outcome.left()));
        tellHeld(outcome);
        tellLeft(outcome);
    }

    private void tellHeld(MetricsSink.Outcome outcome) {
        if (!outcome.held().isEmpty() && !someAreHeld) {
            log.warn(
                    "metrics of a document wait, the others are written: another client of Postgres"
                            + " holds its rows (pg_blocking_pids tells who) documents={} why={}",
                    outcome.held().stream().map(Metered::document).distinct().toList(),
                    outcome.trouble());
        }
        someAreHeld = !outcome.held().isEmpty();
    }

    private void tellLeft(MetricsSink.Outcome outcome) {
        if (outcome.left().isEmpty()) {
            if (failures > 0) {
                log.info("metrics are written again dropped={}", buffer.dropped());
            }
            failures = 0;
        } else if (failures++ == 0) {
            log.warn("metrics cannot be written, they wait why={}", outcome.trouble());
        }
    }
}
