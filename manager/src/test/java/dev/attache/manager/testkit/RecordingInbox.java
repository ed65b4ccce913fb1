package dev.attache.manager.testkit;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.loop.Inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps all events in order, for tests of adapters that put and never take. */
public final class RecordingInbox implements Inbox {
    private final List<Event> events = new ArrayList<>();

    @Override
    public synchronized void put(Event event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public List<Event> take(Instant until) {
        throw new UnsupportedOperationException("this inbox only records");
    }

    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The first event of the kind, old or new; fails with all there was when it does not come. */
    public synchronized <E extends Event> E await(Class<E> kind) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            for (Event event : events) {
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no " + kind.getSimpleName() + " among " + events);
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
