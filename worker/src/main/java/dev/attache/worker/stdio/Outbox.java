package dev.attache.worker.stdio;

import dev.attache.protocol.FromWorker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits to be written. Full is answered by merging: of what is only news the newest counts.
 * What must not be lost is bounded too: a manager that has left a thousand of those unread does not
 * live.
 */
final class Outbox {
    private static final int MOST = 1_000;

    private final Deque<FromWorker> waiting = new ArrayDeque<>();
    private boolean writing;
    private boolean closed;

    /** False when the other side does not read any more. */
    synchronized boolean put(FromWorker message) {
        if (closed || waiting.size() >= MOST) {
            return false;
        }
        Optional<FromWorker> older =
                isNews(message)
                        ? waiting.stream()
                                .filter(other -> other.getClass() == message.getClass())
                                .findFirst()
                        : Optional.empty();
        older.ifPresent(waiting::remove);
        waiting.add(older.map(before -> merged(before, message)).orElse(message));
        notifyAll();
        return true;
    }

    private static boolean isNews(FromWorker message) {
        return switch (message) {
            case FromWorker.Activity _, FromWorker.CheckpointTaken _, FromWorker.Metrics _ -> true;
            case FromWorker.Ready _,
                    FromWorker.Connected _,
                    FromWorker.Disconnected _,
                    FromWorker.Pong _,
                    FromWorker.Busy _,
                    FromWorker.Free _,
                    FromWorker.Released _,
                    FromWorker.Failure _,
                    FromWorker.Bye _ ->
                    false;
        };
    }

    /** That somebody edited must not be lost to a later, quieter look. */
    private static FromWorker merged(FromWorker older, FromWorker newer) {
        return older instanceof FromWorker.Activity before
                        && newer instanceof FromWorker.Activity after
                ? new FromWorker.Activity(after.people(), before.edited() || after.edited())
                : newer;
    }

    /** Waits for the next one; empty at the end. */
    synchronized Optional<FromWorker> take() throws InterruptedException {
        writing = false;
        notifyAll();
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        writing = !waiting.isEmpty();
        return Optional.ofNullable(waiting.poll());
    }

    /** Takes nothing more; what is there is still written. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until everything has been written, or for as long as it may take. */
    synchronized void drain(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (writing || !waiting.isEmpty()) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }
}
