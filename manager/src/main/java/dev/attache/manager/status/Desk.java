package dev.attache.manager.status;

import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Roll;
import dev.attache.manager.fleet.Why;
import dev.attache.manager.fleet.Wish;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.manager.store.SystemStats;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where operators ask and tell; behind it is a manager, or a test. */
public interface Desk {
    CompletableFuture<Overview> overview();

    CompletableFuture<Why> why(DocumentId document);

    CompletableFuture<Roll> documents(int most);

    Health health();

    /** Stored, so that it survives managers; then the tables are read again. Blocks. */
    void wish(DocumentId document, Wish.Kind kind, String reason, @Nullable Duration holds)
            throws StoreTrouble;

    /** How many wishes were in force. Blocks. */
    int release(DocumentId document) throws StoreTrouble;

    void restart(DocumentId document);

    void drain();

    /** Blocks. */
    SystemStats stats() throws StoreTrouble;
}
