package dev.attache.manager.launch;

import org.jspecify.annotations.Nullable;

/**
 * How much one worker may write before it is no worker any more. Garbage below the bounds is
 * counted and told once a minute. For the one thread that reads the worker.
 */
final class Patience {
    private static final long WINDOW = 10_000_000_000L;
    private static final long TELL_EVERY = 60_000_000_000L;
    private static final int GARBAGE_LINES = 1000;
    private static final int LINES = 20_000;
    private static final long BYTES = 16L << 20;

    private long windowStart;
    private int garbage;
    private int lines;
    private long bytes;

    private long toldAt;
    private int untold;
    private @Nullable String firstUntold;

    Patience(long nowNanos) {
        windowStart = nowNanos;
        // The first is told at once.
        toldAt = nowNanos - TELL_EVERY;
    }

    void read(int count, long nowNanos) {
        if (nowNanos - windowStart > WINDOW) {
            windowStart = nowNanos;
            garbage = 0;
            lines = 0;
            bytes = 0;
        }
        bytes += count;
    }

    void line() {
        lines++;
    }

    /** What is written must not be repeated, so the fault alone is kept. */
    void garbage(String fault) {
        garbage++;
        if (untold++ == 0) {
            firstUntold = fault;
        }
    }

    /** What was unbearable, or null while it can be borne. */
    @Nullable String lost() {
        if (garbage > GARBAGE_LINES) {
            return "wrote more than " + GARBAGE_LINES + " lines in 10 s that are no message";
        }
        if (lines > LINES) {
            return "wrote more than " + LINES + " messages in 10 s";
        }
        if (bytes > BYTES) {
            return "wrote more than " + (BYTES >> 20) + " MB in 10 s";
        }
        return null;
    }

    /** What is to be told now: at most once a minute, and null when there is nothing. */
    @Nullable String toTell(long nowNanos) {
        if (untold == 0 || nowNanos - toldAt < TELL_EVERY) {
            return null;
        }
        String told = "lines=" + untold + " first=\"" + firstUntold + "\"";
        untold = 0;
        toldAt = nowNanos;
        return told;
    }
}
