package dev.attache.manager.store;

import java.time.Duration;
import java.util.List;

/** Where the books are written. Blocks; the writer's thread alone calls it. */
@FunctionalInterface
public interface BookTable {
    /** All of it or nothing; a row that another client holds is waited for that long. */
    void write(List<BookEntry> entries, Duration locksWithin) throws StoreTrouble;

    default void write(List<BookEntry> entries) throws StoreTrouble {
        write(entries, BatchWriting.PATIENCE);
    }
}
