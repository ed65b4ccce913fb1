package dev.attache.manager.loop;

import dev.attache.manager.fleet.Event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The real inbox. Full is answered by merging: a newer fact of one kind about one thing replaces
 * the older, so it holds at most a few facts for each document and process there is.
 */
public final class MergingInbox implements Inbox {
    /** What a fact says apart from whom it is about, where one must not replace the other. */
    private record Saying(Object subject, Object what) {}

    private record Key(Class<? extends Event> kind, Object subject) {}

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private Map<Key, Event> facts = new LinkedHashMap<>();

    public MergingInbox(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void put(Event event) {
        lock.lock();
        try {
            // The later fact takes the later place: order between kinds is the order of the newest.
            Key key = new Key(event.getClass(), subject(event));
            Event older = facts.remove(key);
            facts.put(key, older == null ? event : merged(older, event));
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Event> take(Instant until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (facts.isEmpty()) {
                long nanos = nanosUntil(until);
                if (nanos <= 0) {
                    return List.of();
                }
                if (arrived.awaitNanos(nanos) <= 0 && facts.isEmpty()) {
                    return List.of();
                }
            }
            List<Event> taken = new ArrayList<>(facts.values());
            facts = new LinkedHashMap<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many facts wait: the depth that operators see. */
    public int depth() {
        lock.lock();
        try {
            return facts.size();
        } finally {
            lock.unlock();
        }
    }

    private long nanosUntil(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.compareTo(Duration.ofDays(1)) > 0 ? TimeUnit.DAYS.toNanos(1) : left.toNanos();
    }

    /** An edit that was seen must not be lost to the next, quieter sight of the same people. */
    private static Event merged(Event older, Event newer) {
        if (older instanceof Event.PeopleSeen before && newer instanceof Event.PeopleSeen after) {
            return new Event.PeopleSeen(
                    after.worker(), after.people(), before.edited() || after.edited());
        }
        if (older instanceof Event.LoopWasLate before && newer instanceof Event.LoopWasLate after) {
            return new Event.LoopWasLate(before.by().plus(after.by()));
        }
        return newer;
    }

    private static Object subject(Event event) {
        return switch (event) {
            case Event.InUse e -> e.document();
            case Event.NotInUse e -> e.document();
            case Event.LeasedElsewhere e -> e.document();
            case Event.LeaseFree e -> e.document();
            case Event.OverrideRead e -> e.document();
            case Event.QuarantineRead e -> e.document();
            case Event.QuarantineLifted e -> e.document();
            case Event.StrikesRead e -> e.document();
            case Event.Claimed e -> e.document();
            case Event.ClaimLost e -> e.document();
            case Event.ClaimFailed e -> e.document();
            case Event.RestartRequested e -> e.document();
            case Event.WorkerStarted e -> e.worker();
            case Event.LaunchFailed e -> e.worker();
            case Event.WorkerReady e -> e.worker();
            case Event.WorkerConnected e -> e.worker();
            case Event.WorkerDisconnected e -> new Saying(e.worker(), e.tokenRefused());
            case Event.WorkerAnswered e -> e.worker();
            case Event.WorkerBusy e -> e.worker();
            case Event.WorkerFree e -> e.worker();
            case Event.WorkerReleased e -> e.worker();
            case Event.PeopleSeen e -> e.worker();
            case Event.WorkerFailed e -> new Saying(e.worker(), e.cause());
            case Event.WorkerSaidBye e -> e.worker();
            case Event.WorkerBabbles e -> e.worker();
            case Event.MemorySeen e -> e.worker();
            case Event.WorkerExited e -> e.worker();
            case Event.BooksReachable _,
                    Event.MemoryFree _,
                    Event.LoopWasLate _,
                    Event.PolicyChanged _,
                    Event.LookRequested _,
                    Event.DrainRequested _ ->
                    event.getClass();
        };
    }
}
