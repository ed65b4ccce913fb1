package dev.attache.worker.session;

import java.time.Instant;

/** Port: how much memory and CPU this process uses. */
public interface Vitals {
    record Reading(int memoryMb, double cpuPercent) {}

    /** The CPU's share is a rate since the last time. */
    Reading measure(Instant now);
}
