package dev.attache.manager.store;

import java.util.List;

/** Where the books are written. Blocks; the writer's thread alone calls it. */
@FunctionalInterface
public interface BookTable {
    /** All of it or nothing. */
    void write(List<BookEntry> entries) throws StoreTrouble;
}
