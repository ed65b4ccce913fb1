package dev.attache.manager.loop;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The wall clock at start, and only steady time since: it never goes back and never jumps. For
 * durations alone: it stands still while the machine is suspended, so it knows no date. What needs
 * one takes a `java.time.Clock`, and this is none.
 */
public final class SteadyClock implements InstantSource {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
