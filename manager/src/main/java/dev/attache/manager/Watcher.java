package dev.attache.manager;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;

import java.time.Duration;
import java.time.Instant;

/** Somebody who counts: told of every fact and every decision, on whichever thread; never waits. */
public interface Watcher {
    void happened(Event event);

    void decided(Action action);

    /** The loop has turned: the only proof that it lives. */
    void turned(Instant at, int events, int actions, Duration lag);

    Watcher NOBODY =
            new Watcher() {
                @Override
                public void happened(Event event) {}

                @Override
                public void decided(Action action) {}

                @Override
                public void turned(Instant at, int events, int actions, Duration lag) {}
            };
}
