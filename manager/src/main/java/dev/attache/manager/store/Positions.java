package dev.attache.manager.store;

import dev.attache.protocol.DocumentId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * Tells the pages of waiting documents where they stand: the head of the list, when it has changed
 * and now and then again, since a position that is not renewed is not believed.
 */
public final class Positions implements AutoCloseable {
    /** Further back a number says little, and one who leaves would change all of them. */
    static final int AT_MOST = 200;

    private static final Logger log = LoggerFactory.getLogger(Positions.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int RENEWED_EACH = 6;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    private final PostgresPositions table;
    private final IntFunction<CompletableFuture<List<DocumentId>>> line;
    private final EveryWhile looks = new EveryWhile("positions", EVERY, this::look);
    private List<DocumentId> told = List.of();
    private int looksSinceTold;
    private boolean written = true;

    /** The line is asked for at most so many documents. */
    public Positions(
            PostgresPositions table, IntFunction<CompletableFuture<List<DocumentId>>> line) {
        this.table = table;
        this.line = line;
    }

    public void start() {
        looks.start();
    }

    @Override
    public void close() {
        looks.close();
    }

    void look() {
        List<DocumentId> now;
        try {
            now = line.apply(AT_MOST).get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | TimeoutException e) {
            // The loop has ended, or is late and says so itself.
            return;
        }
        looksSinceTold++;
        boolean due = !now.isEmpty() && looksSinceTold >= RENEWED_EACH;
        if (due || !now.equals(told)) {
            tell(now);
        }
    }

    private void tell(List<DocumentId> now) {
        try {
            table.tell(now);
            told = now;
            looksSinceTold = 0;
            written = true;
        } catch (StoreTrouble e) {
            if (written) {
                log.warn(
                        "waiting positions not written, pages do not show them why={}",
                        e.getMessage());
            }
            written = false;
        }
    }
}
