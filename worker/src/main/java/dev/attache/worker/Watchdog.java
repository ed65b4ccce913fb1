package dev.attache.worker;

import dev.attache.worker.session.Turns;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Watches the session's loop from a thread of its own, and writes all stacks down when a turn takes
 * too long: before the manager, which waits longer, kills us.
 */
final class Watchdog implements Turns, AutoCloseable {
    private static final long WAITING = 0;

    private final Duration patience;
    private final Consumer<String> log;
    private final Thread thread = new Thread(this::watch, "watchdog");
    private volatile long workingSince = WAITING;

    Watchdog(Duration patience, Consumer<String> log) {
        this.patience = patience;
        this.log = log;
    }

    Watchdog start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    @Override
    public void working() {
        workingSince = Math.max(1, System.nanoTime());
    }

    @Override
    public void waiting() {
        workingSince = WAITING;
    }

    /** The loop has ended: there is nothing left to watch. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        long reported = WAITING;
        try {
            while (true) {
                Thread.sleep(Math.max(1, patience.toMillis() / 3));
                long since = workingSince;
                long stalled = since == WAITING ? 0 : System.nanoTime() - since;
                if (stalled > patience.toNanos() && since != reported) {
                    reported = since;
                    report(Duration.ofNanos(stalled));
                }
            }
        } catch (InterruptedException _) {
            return; // Closed.
        }
    }

    private void report(Duration stalled) {
        StringBuilder text =
                new StringBuilder("the session's loop has stalled for ")
                        .append(stalled.toMillis())
                        .append(" ms; all stacks:\n");
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            text.append('"').append(thread.getName()).append("\" ").append(thread.getState());
            for (StackTraceElement frame : entry.getValue()) {
                text.append("\n    at ").append(frame);
            }
            text.append('\n');
        }
        log.accept(text.toString());
    }
}
