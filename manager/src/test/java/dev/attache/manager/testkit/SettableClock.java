package dev.attache.manager.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that moves when a test says so. */
public final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-03-29T00:59:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks for another zone");
    }

    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
