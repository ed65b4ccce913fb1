package dev.attache.manager;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;

/** Somebody who counts: told of every fact and every decision, on whichever thread; never waits. */
public interface Watcher {
    void happened(Event event);

    void decided(Action action);

    /** The loop has turned: the only proof that it lives. */
    void turned(Instant at, int events, int actions, Duration lag);

    /** What the model was used for since the last word of it. */
    void used(DocumentId document, long calls, long tokensIn, long tokensOut);

    Watcher NOBODY =
            new Watcher() {
                @Override
                public void happened(Event event) {}

                @Override
                public void decided(Action action) {}

                @Override
                public void turned(Instant at, int events, int actions, Duration lag) {}

                @Override
                public void used(DocumentId document, long calls, long tokensIn, long tokensOut) {}
            };
}
