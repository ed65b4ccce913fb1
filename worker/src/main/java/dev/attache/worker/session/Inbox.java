package dev.attache.worker.session;

import java.time.Instant;
import java.util.List;

/** Where facts wait for the loop. A port, so that a simulation can be the world while it waits. */
public interface Inbox {
    void put(Fact fact);

    /** What has arrived, oldest first; waits until there is something or it is time. */
    List<Fact> take(Instant until) throws InterruptedException;
}
