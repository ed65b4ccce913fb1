package dev.attache.manager.loop;

import java.time.Instant;
import java.time.InstantSource;

/** The wall clock at start, and only steady time since: it never goes back and never jumps. */
public final class SteadyClock implements InstantSource {
    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
