package dev.attache.manager;

import dev.attache.manager.metrics.MetricsBuffer;
import dev.attache.manager.metrics.MetricsWriter;
import dev.attache.manager.store.Database;
import dev.attache.manager.store.ManagerIdentity;
import dev.attache.manager.store.Memories;
import dev.attache.manager.store.PostgresBooks;
import dev.attache.manager.store.PostgresMetrics;
import dev.attache.manager.store.PostgresUsedDocuments.WorkerMake;
import dev.attache.manager.store.WriteBehind;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The two that write behind: the books, and what workers measure. To hand on never waits. */
final class Writers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Manager.class);
    private static final int SAMPLES_THAT_WAIT = 20_000;
    private static final Duration LAST_WRITES = Duration.ofSeconds(3);

    private final WriteBehind books;
    private final MetricsBuffer metrics;
    private final MetricsWriter metricsWriter;

    Writers(
            Database database,
            ManagerIdentity self,
            Supplier<WorkerMake> make,
            Memories memories,
            Watcher watcher,
            InstantSource clock) {
        books = new WriteBehind(new PostgresBooks(database, self, make), memories, clock);
        metrics =
                new MetricsBuffer(
                        SAMPLES_THAT_WAIT,
                        clock,
                        (document, calls, tokensIn, tokensOut) -> {
                            memories.used(document, calls, tokensIn, tokensOut);
                            watcher.used(document, calls, tokensIn, tokensOut);
                        });
        metricsWriter = new MetricsWriter(metrics, new PostgresMetrics(database));
    }

    void start() {
        books.start();
        metricsWriter.start();
    }

    WriteBehind books() {
        return books;
    }

    MetricsBuffer metrics() {
        return metrics;
    }

    /** What can still be written in a few seconds is written. */
    @Override
    public void close() {
        metricsWriter.close();
        try {
            if (!books.flush(LAST_WRITES)) {
                log.warn(
                        "closing with books that are not written waiting={}",
                        books.status().waiting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        books.close();
    }
}
