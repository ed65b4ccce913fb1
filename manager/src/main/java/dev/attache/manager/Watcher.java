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

    /** This one first, then another. */
    default Watcher and(Watcher other) {
        return new Watcher() {
            @Override
            public void happened(Event event) {
                Watcher.this.happened(event);
                other.happened(event);
            }

            @Override
            public void decided(Action action) {
                Watcher.this.decided(action);
                other.decided(action);
            }

            @Override
            public void turned(Instant at, int events, int actions, Duration lag) {
                Watcher.this.turned(at, events, actions, lag);
                other.turned(at, events, actions, lag);
            }

            @Override
            public void used(DocumentId document, long calls, long tokensIn, long tokensOut) {
                Watcher.this.used(document, calls, tokensIn, tokensOut);
                other.used(document, calls, tokensIn, tokensOut);
            }
        };
    }

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
