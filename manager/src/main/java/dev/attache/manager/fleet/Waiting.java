package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import java.util.List;

/** Who stands at the head of the waiting list: the first is next. */
public final class Waiting {
    private Waiting() {}

    /** At most so many, because it is the loop that looks. */
    public static List<DocumentId> head(Fleet fleet, int most) {
        return fleet.books().waiting.head(most);
    }
}
