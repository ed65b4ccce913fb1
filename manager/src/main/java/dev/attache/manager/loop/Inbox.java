package dev.attache.manager.loop;

import dev.attache.manager.fleet.Event;

import java.time.Instant;
import java.util.List;

/** Where facts wait for the loop. A port, so that a simulation can be the world while it waits. */
public interface Inbox {
    /** Never blocks and never loses: facts of the same kind about the same thing merge. */
    void put(Event event);

    /** What has arrived, oldest first; waits until there is something or it is time. */
    List<Event> take(Instant until) throws InterruptedException;
}
