package dev.attache.manager.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when a test says so. */
public final class SettableClock implements InstantSource {
    private Instant now = Instant.parse("2026-03-29T00:59:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
