package dev.attache.manager.memory;

import dev.attache.manager.fleet.Event.MemoryFree;
import dev.attache.manager.fleet.Event.MemorySeen;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Two watches: is there room for one more worker, asked often and told when it changes; and how
 * large is each worker, asked at a pace that costs a fiftieth of a core, however many they are.
 */
public final class MemoryWatch implements AutoCloseable {
    private static final Duration HOST_EVERY = Duration.ofSeconds(2);
    private static final Duration ROUND_EVERY = Duration.ofSeconds(10);
    private static final int REST_FOR_WORK = 49;
    private static final long WORTH_A_REST_NANOS = 1_000_000;
    private static final int ROUNDS_BETWEEN_REPEATS = 6;
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Inbox inbox;
    private final Thread hostWatch;
    private final Thread workerWatch;
    private @Nullable Boolean lastTold;

    // The worker watch's own.
    private final Map<WorkerId, MemorySeen> seen = new HashMap<>();
    private int rounds;

    /** The need of one launch may change while we run; the workers are asked for each round. */
    public MemoryWatch(
            Inbox inbox,
            HostMemory host,
            LongSupplier neededMb,
            WorkerMemory memory,
            Supplier<Map<WorkerId, Long>> workers) {
        this.inbox = inbox;
        this.hostWatch =
                start(
                        "memory-host",
                        HOST_EVERY,
                        () -> tell(host.availableMb(), neededMb.getAsLong()));
        this.workerWatch = start("memory-workers", ROUND_EVERY, () -> round(memory, workers.get()));
    }

    @Override
    public void close() {
        hostWatch.interrupt();
        workerWatch.interrupt();
    }

    /** Enough again only with a quarter to spare, so that one worker's worth does not flicker. */
    private void tell(long availableMb, long neededMb) {
        boolean wasShort = Boolean.FALSE.equals(lastTold);
        boolean enough = availableMb >= (wasShort ? neededMb + neededMb / 4 : neededMb);
        if (lastTold == null || lastTold != enough) {
            lastTold = enough;
            inbox.put(new MemoryFree(enough));
        }
    }

    private void round(WorkerMemory memory, Map<WorkerId, Long> workers)
            throws InterruptedException {
        rounds++;
        long start = System.nanoTime();
        WorkerMemory.Look look = memory.look();
        for (var worker : workers.entrySet()) {
            long megabytes = look.megabytes(worker.getValue());
            if (megabytes > 0) {
                tell(new MemorySeen(worker.getKey(), megabytes));
            }
            if (System.nanoTime() - start >= WORTH_A_REST_NANOS) {
                rest(start);
                start = System.nanoTime();
            }
        }
        seen.keySet().retainAll(workers.keySet());
    }

    /** What has not changed is told again now and then, for a fact may have come at a bad time. */
    private void tell(MemorySeen now) {
        MemorySeen before = seen.put(now.worker(), now);
        if (!now.equals(before) || rounds % ROUNDS_BETWEEN_REPEATS == 0) {
            inbox.put(now);
        }
    }

    /** A look that had to wait for the processor or a lock has cost less than it lasted. */
    private static void rest(long since) throws InterruptedException {
        Duration fair = Duration.ofNanos((System.nanoTime() - since) * REST_FOR_WORK);
        Thread.sleep(fair.compareTo(LONGEST_REST) < 0 ? fair : LONGEST_REST);
    }

    private interface Watching {
        void look() throws InterruptedException;
    }

    private static Thread start(String name, Duration every, Watching watching) {
        return Thread.ofPlatform()
                .name(name)
                .daemon()
                .start(
                        () -> {
                            try {
                                while (!Thread.currentThread().isInterrupted()) {
                                    watching.look();
                                    Thread.sleep(every);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
