package dev.attache.manager.store;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Does something now and then again every while, on a virtual thread, until closed. It is never
 * interrupted in the middle: that would cost a connection, and the pool may swallow the interrupt.
 */
final class EveryWhile implements AutoCloseable {
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Runnable task;
    private final Object lock = new Object();
    private boolean closed;
    private @Nullable Thread thread;

    EveryWhile(String name, Duration pause, Runnable task) {
        this.name = name;
        this.pause = pause;
        this.task = task;
    }

    void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Waits for what is under way, but not for ever. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        if (thread != null) {
            try {
                thread.join(ENDS_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            do {
                task.run();
            } while (pausedAndOpen());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pausedAndOpen() throws InterruptedException {
        long deadline = System.nanoTime() + pause.toNanos();
        synchronized (lock) {
            while (!closed) {
                long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return true;
                }
                lock.wait(left);
            }
            return false;
        }
    }
}
