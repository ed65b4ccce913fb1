package dev.attache.manager.metrics;

import dev.attache.manager.fleet.Life;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where samples wait. Offers never block: when it is full the oldest sample goes and is counted.
 * What was used of the model is never dropped: that merges by document.
 */
public final class MetricsBuffer {
    public static final int BATCH = 500;
    static final int MOST_HELD = 100;

    /** Told at once, so that a budget is judged by what has really been used. */
    @FunctionalInterface
    public interface UsageListener {
        void used(DocumentId document, long calls, long tokensIn, long tokensOut);
    }

    private record Measured(Life life, FromWorker.Metrics metrics, Instant at) {
        static Measured of(Sample sample, Instant takenAt) {
            return new Measured(sample.life(), sample.metrics(), takenAt.minus(sample.age()));
        }

        Sample sample(Instant now) {
            return new Sample(life, metrics, Duration.between(at, now));
        }
    }

    /** What is under way. */
    record Batch(List<Sample> samples, List<UsageDelta> usage, Instant takenAt) {
        boolean isEmpty() {
            return samples.isEmpty() && usage.isEmpty();
        }

        List<Metered> lines() {
            return Stream.<Metered>concat(samples.stream(), usage.stream()).toList();
        }

        /** What is to be put back of it. */
        Batch only(List<Metered> lines) {
            return new Batch(of(lines, Sample.class), of(lines, UsageDelta.class), takenAt);
        }

        private static <T extends Metered> List<T> of(List<Metered> lines, Class<T> kind) {
            return lines.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    private final int bound;
    private final InstantSource clock;
    private final UsageListener listener;
    private final Object lock = new Object();
    private final ArrayDeque<Measured> waiting = new ArrayDeque<>();

    /** Beside the others, so that they never fill the batches of those that can be written. */
    private final ArrayDeque<Measured> held = new ArrayDeque<>();

    private final UsageTally tally = new UsageTally();
    private long dropped;
    private boolean woken;

    public MetricsBuffer(int bound, InstantSource clock, UsageListener listener) {
        this.bound = bound;
        this.clock = clock;
        this.listener = listener;
    }

    public void offer(Life life, FromWorker.Metrics metrics) {
        UsageTally.Totals more;
        synchronized (lock) {
            Instant now = clock.instant();
            more = tally.report(life, metrics, now);
            makeRoom();
            waiting.addLast(new Measured(life, metrics, now));
            if (waiting.size() >= BATCH) {
                lock.notifyAll();
            }
        }
        if (!more.equals(UsageTally.Totals.NONE)) {
            listener.used(life.document(), more.calls(), more.tokensIn(), more.tokensOut());
        }
    }

    public int size() {
        synchronized (lock) {
            return waiting.size() + held.size();
        }
    }

    public long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    /** Up to 500 samples: at once when there are so many, else what there is when it is time. */
    Batch take(Duration within) throws InterruptedException {
        synchronized (lock) {
            await(within, true);
            return takeNow();
        }
    }

    /** Waits, unless woken for good. */
    void rest(Duration time) throws InterruptedException {
        await(time, false);
    }

    /** Nobody waits here any more. */
    void wakeForGood() {
        synchronized (lock) {
            woken = true;
            lock.notifyAll();
        }
    }

    boolean wokenForGood() {
        synchronized (lock) {
            return woken;
        }
    }

    private void await(Duration within, boolean endsWhenThereAreEnough)
            throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (lock) {
            while (!woken && !(endsWhenThereAreEnough && waiting.size() >= BATCH)) {
                long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                lock.wait(left);
            }
        }
    }

    Batch takeNow() {
        synchronized (lock) {
            Instant now = clock.instant();
            var samples = new ArrayList<Sample>();
            held.forEach(measured -> samples.add(measured.sample(now)));
            held.clear();
            for (int i = 0; i < BATCH && !waiting.isEmpty(); i++) {
                samples.add(waiting.removeFirst().sample(now));
            }
            return new Batch(samples, tally.take(BATCH, now), now);
        }
    }

    void putBack(Batch batch) {
        synchronized (lock) {
            for (Sample sample : batch.samples().reversed()) {
                if (waiting.size() == bound) {
                    dropped++;
                } else {
                    waiting.addFirst(Measured.of(sample, batch.takenAt()));
                }
            }
            tally.putBack(batch.usage(), batch.takenAt());
        }
    }

    /** Another client of Postgres holds their rows: the newest of them go with each batch. */
    void putAside(Batch batch) {
        synchronized (lock) {
            for (Sample sample : batch.samples()) {
                held.addLast(Measured.of(sample, batch.takenAt()));
            }
            while (held.size() > MOST_HELD) {
                held.removeFirst();
                dropped++;
            }
            tally.putBack(batch.usage(), batch.takenAt());
        }
    }

    /** Samples that Postgres refuses go the way of those that found no room. */
    void drop(Batch batch) {
        synchronized (lock) {
            dropped += batch.samples().size();
        }
    }

    private void makeRoom() {
        while (waiting.size() >= bound) {
            waiting.removeFirst();
            dropped++;
        }
    }
}
