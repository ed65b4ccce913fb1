package dev.attache.manager.fleet;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A stored wish about one document that outweighs the rules, until released or its time is over.
 */
public record Wish(Kind kind, String reason, @Nullable Duration endsIn) {
    public enum Kind {
        /** Has an agent, used or not, before all others. */
        PIN,
        /** Never has one. */
        BAN,
        /** Has none for now; what has been learnt of its failures is kept. */
        PAUSE,
        /** Switched off by the people in the document. */
        OFF
    }
}
