package dev.attache.manager.testkit;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.loop.Inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that is put, for a test to look at. */
public final class CollectingInbox implements Inbox {
    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void put(Event event) {
        events.add(event);
    }

    @Override
    public synchronized List<Event> take(Instant until) {
        List<Event> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    public synchronized List<Event> all() {
        return List.copyOf(events);
    }

    public <T extends Event> List<T> all(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public synchronized void clear() {
        events.clear();
    }
}
