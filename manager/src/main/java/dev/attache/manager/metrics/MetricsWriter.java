package dev.attache.manager.metrics;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
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
        try {
            sink.write(batch.samples(), batch.usage());
            if (failures > 0) {
                log.info("metrics are written again dropped={}", buffer.dropped());
            }
            failures = 0;
        } catch (MetricsSink.Unwritable e) {
            if (e.worthRetrying()) {
                if (failures++ == 0) {
                    log.warn("metrics cannot be written, they wait why={}", e.getMessage());
                }
                buffer.putBack(batch);
            } else {
                writeEach(batch);
            }
        }
    }

    /** One of them is refused: one by one, so that only that one is lost. */
    private void writeEach(MetricsBuffer.Batch batch) {
        for (Sample sample : batch.samples()) {
            writeOne(new MetricsBuffer.Batch(List.of(sample), List.of(), batch.takenAt()));
        }
        for (UsageDelta delta : batch.usage()) {
            writeOne(new MetricsBuffer.Batch(List.of(), List.of(delta), batch.takenAt()));
        }
    }

    private void writeOne(MetricsBuffer.Batch one) {
        try {
            sink.write(one.samples(), one.usage());
        } catch (MetricsSink.Unwritable e) {
            if (e.worthRetrying()) {
                buffer.putBack(one);
                return;
            }
            refused.incrementAndGet();
            buffer.drop(one);
            log.error("Postgres refuses a metric why={}", e.getMessage());
        }
    }
}
