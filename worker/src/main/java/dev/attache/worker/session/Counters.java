package dev.attache.worker.session;

import dev.attache.worker.extract.Usage;

import org.jspecify.annotations.Nullable;

/** Totals since attach. */
final class Counters {
    private Usage usage = Usage.NONE;
    private long marks;
    private @Nullable Integer lastResponseMillis;

    void call(Usage more) {
        usage = usage.plus(more);
        if (more.calls() > 0) {
            lastResponseMillis = (int) Math.min(Integer.MAX_VALUE, more.millis() / more.calls());
        }
    }

    void marked(int more) {
        marks += more;
    }

    Usage usage() {
        return usage;
    }

    long marks() {
        return marks;
    }

    @Nullable Integer lastResponseMillis() {
        return lastResponseMillis;
    }
}
