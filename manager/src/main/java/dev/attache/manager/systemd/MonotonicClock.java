package dev.attache.manager.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;

/** CLOCK_MONOTONIC as the kernel tells it: nanoTime's zero is not promised to be the same. */
final class MonotonicClock {
    private static final int CLOCK_MONOTONIC = 1;
    private static final SystemCall CLOCK_GETTIME =
            new SystemCall("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    private MonotonicClock() {}

    static long micros() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            CLOCK_GETTIME.call(CLOCK_MONOTONIC, time);
            return time.getAtIndex(JAVA_LONG, 0) * 1_000_000 + time.getAtIndex(JAVA_LONG, 1) / 1000;
        } catch (DatagramSocketFile.Trouble e) {
            throw new IllegalStateException("every Linux has a monotonic clock", e);
        }
    }
}
