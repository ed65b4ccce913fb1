package dev.attache.manager.launch;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Activity;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A worker may say so much at once; what comes faster waits, the latest of each kind, so that a
 * flood costs the loop a few events a second and still nothing that stands at the end is lost.
 */
final class Throttle {
    private static final int TOKEN_REFUSED = 4401;
    private static final double BURST = 60;
    private static final double A_SECOND = 10;

    private final Consumer<FromWorker> out;
    private final Map<Object, FromWorker> waiting = new LinkedHashMap<>();
    private double allowed = BURST;
    private long countedAt;
    private boolean finished;
    private volatile boolean holding;

    Throttle(long nowNanos, Consumer<FromWorker> out) {
        this.countedAt = nowNanos;
        this.out = out;
    }

    synchronized void accept(FromWorker message, long nowNanos) {
        if (finished) {
            return;
        }
        release(nowNanos);
        if (waiting.isEmpty() && allowed >= 1) {
            allowed--;
            out.accept(message);
            return;
        }
        FromWorker before = waiting.remove(kind(message));
        waiting.put(kind(message), merged(before, message));
        holding = true;
    }

    /** Whether something waits; asked often, of many. */
    boolean isHolding() {
        return holding;
    }

    /** To be called now and then: gives out what has waited long enough. */
    synchronized void release(long nowNanos) {
        allowed = Math.min(BURST, allowed + (nowNanos - countedAt) / 1e9 * A_SECOND);
        countedAt = nowNanos;
        Iterator<FromWorker> next = waiting.values().iterator();
        while (next.hasNext() && allowed >= 1 && !finished) {
            FromWorker message = next.next();
            next.remove();
            allowed--;
            out.accept(message);
        }
        holding = !waiting.isEmpty();
    }

    /** The worker is gone: its last words at once, and none after them. */
    synchronized void finish() {
        waiting.values().forEach(out);
        waiting.clear();
        finished = true;
    }

    /** Whose kind is the same, of those the later holds. */
    private static Object kind(FromWorker message) {
        return switch (message) {
            // Two answers to one question.
            case FromWorker.Free _ -> FromWorker.Busy.class;
            // Each cause tells of somebody else's fault.
            case FromWorker.Failure failure -> failure.cause();
            // After a refused token the worker waits for the next one.
            case FromWorker.Disconnected lost when lost.code() == TOKEN_REFUSED -> TOKEN_REFUSED;
            default -> message.getClass();
        };
    }

    private static FromWorker merged(@Nullable FromWorker before, FromWorker now) {
        if (before instanceof Activity earlier && now instanceof Activity later) {
            return new Activity(later.people(), earlier.edited() || later.edited());
        }
        return now;
    }
}
