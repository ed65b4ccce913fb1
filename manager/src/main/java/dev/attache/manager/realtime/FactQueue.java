package dev.attache.manager.realtime;

import dev.attache.manager.realtime.PhoenixFrame.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Between the socket's thread and ours. Rows in a row are one: each says only that it is time to
 * read. Should anything else pile up, the socket counts as gone.
 */
final class FactQueue {
    private static final int MOST = 1_000;

    private final ArrayDeque<Fact> facts = new ArrayDeque<>();
    private boolean woken;
    private boolean closed;

    /** Never waits: the socket's thread calls it. */
    synchronized void put(Fact fact) {
        if (isChange(fact) && fact.equals(facts.peekLast())) {
            return;
        }
        if (facts.size() >= MOST) {
            facts.clear();
            facts.add(new Fact.Gone(fact.socket(), "it says more than can be listened to"));
        } else {
            facts.add(fact);
        }
        notifyAll();
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** The next fact, or null when the time is over or somebody said so. */
    synchronized @Nullable Fact take(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!closed && !woken && facts.isEmpty()) {
            long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        if (closed) {
            throw new InterruptedException("closed");
        }
        woken = false;
        return facts.pollFirst();
    }

    private static boolean isChange(Fact fact) {
        return fact instanceof Fact.Told(_, PhoenixFrame frame)
                && frame.payload() instanceof Payload.Change;
    }
}
