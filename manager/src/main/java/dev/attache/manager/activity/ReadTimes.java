package dev.attache.manager.activity;

import java.time.Duration;
import java.time.Instant;

/**
 * When to read again: at once at a hint, at the latest after the period, and never without a rest
 * in between. Pure but for its memory.
 */
public final class ReadTimes {
    private final ActivityFeed.Timing timing;
    private boolean hinted = true;
    private Instant notBefore = Instant.MIN;
    private Instant notAfter = Instant.MIN;

    public ReadTimes(ActivityFeed.Timing timing) {
        this.timing = timing;
    }

    public void hinted() {
        hinted = true;
    }

    public Instant next() {
        return hinted ? notBefore : notAfter;
    }

    /** What is hinted from now on is not in this read, and makes one more. */
    public void began() {
        hinted = false;
    }

    /** The period counts from the beginning: what came later than that was not read. */
    public void read(Instant began, Instant ended) {
        Duration rest = Duration.between(began, ended).multipliedBy(4);
        notBefore = ended.plus(clamped(rest));
        Instant due = began.plus(timing.period());
        notAfter = due.isAfter(notBefore) ? due : notBefore;
    }

    /**
     * A slow database is spared, but no document waits longer than the period for the next read.
     */
    private Duration clamped(Duration rest) {
        if (rest.compareTo(timing.period()) > 0) {
            return timing.period();
        }
        return rest.compareTo(timing.spacing()) > 0 ? rest : timing.spacing();
    }

    /** A hint may mean that the database is back, so it shortens the wait. */
    public void failed(Instant ended, int failuresInARow) {
        Duration doubled = timing.retry().multipliedBy(1L << Math.min(failuresInARow, 10));
        boolean sooner = doubled.compareTo(timing.period()) < 0;
        notBefore = ended.plus(timing.spacing());
        notAfter = ended.plus(sooner ? doubled : timing.period());
    }
}
