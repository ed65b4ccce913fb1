package dev.attache.manager.config;

import java.time.Duration;

/** Durations as people write them, here and on the command line. */
public final class Durations {
    public static final String ALLOWED = Kinds.DURATION.allowed();

    private Durations() {}

    /** Throws IllegalArgumentException on anything that is not allowed. */
    public static Duration parse(String text) {
        return Kinds.DURATION.parse().apply(text);
    }
}
