package dev.attache.manager.activity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * When the database could not be reached: a document could not give a sign then, so that time does
 * not count as its silence.
 */
final class Outages {
    /** Older ones only matter to a silence that has been long enough without them. */
    private static final int REMEMBERED = 100;

    private record Outage(Instant from, Instant to) {}

    private final ArrayDeque<Outage> past = new ArrayDeque<>();
    private @Nullable Instant lastReached;
    private boolean away;

    void reached(Instant now) {
        if (away && lastReached != null) {
            past.addLast(new Outage(lastReached, now));
            if (past.size() > REMEMBERED) {
                past.removeFirst();
            }
        }
        away = false;
        lastReached = now;
    }

    void failed() {
        away = true;
    }

    /** How much of the time since then it could have been heard. */
    Duration audible(Duration silence, Instant now) {
        Instant since = now.minus(silence);
        Duration heard = silence;
        for (Outage outage : past) {
            Instant from = outage.from().isBefore(since) ? since : outage.from();
            if (from.isBefore(outage.to())) {
                heard = heard.minus(Duration.between(from, outage.to()));
            }
        }
        return heard;
    }
}
