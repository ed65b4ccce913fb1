package dev.attache.manager.realtime;

import dev.attache.manager.activity.UsedDocuments.Unreadable;

/** The highest id in the log of events: what Realtime ought to have told of. Blocks. */
@FunctionalInterface
public interface NewestRow {
    /** 0 for an empty log. */
    long id() throws Unreadable;
}
