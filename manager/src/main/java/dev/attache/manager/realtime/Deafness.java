package dev.attache.manager.realtime;

import org.jspecify.annotations.Nullable;

/**
 * Whether it hears what it should: rows came between two looks at the table, and a whole look later
 * still none was told of. Row security that hides rows, and a replication that stands still, look
 * like this and like nothing else. No clocks are compared.
 */
final class Deafness {
    private @Nullable Long newest;
    private boolean suspected;

    /** A row was told of, or a subscription has begun: all that was before says nothing. */
    void reset() {
        newest = null;
        suspected = false;
    }

    /** True when rows came and were not told of, twice in a row. */
    boolean look(long newestRow) {
        if (suspected) {
            reset();
            return true;
        }
        suspected = newest != null && newestRow > newest;
        newest = newestRow;
        return false;
    }
}
