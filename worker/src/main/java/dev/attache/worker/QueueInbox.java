package dev.attache.worker;

import dev.attache.worker.session.Fact;
import dev.attache.worker.session.Inbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The real inbox. Bounded: a full one makes the socket's thread wait, which is what a socket is
 * for; the loop itself never puts anything here.
 */
final class QueueInbox implements Inbox {
    private static final int MOST = 4_096;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final LinkedBlockingQueue<Fact> facts = new LinkedBlockingQueue<>(MOST);
    private final InstantSource clock;

    QueueInbox(InstantSource clock) {
        this.clock = clock;
    }

    /** An interrupted thread, too, is heard: a socket's is, when it tells that it was closed. */
    @Override
    public void put(Fact fact) {
        boolean interrupted = false;
        while (true) {
            try {
                facts.put(fact);
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<Fact> take(Instant until) throws InterruptedException {
        Instant now = clock.instant();
        long nanos =
                until.isAfter(now.plus(LONGEST))
                        ? LONGEST.toNanos()
                        : until.isAfter(now) ? Duration.between(now, until).toNanos() : 0;
        Fact first = facts.poll(nanos, TimeUnit.NANOSECONDS);
        if (first == null) {
            return List.of();
        }
        List<Fact> taken = new ArrayList<>();
        taken.add(first);
        facts.drainTo(taken);
        return taken;
    }
}
