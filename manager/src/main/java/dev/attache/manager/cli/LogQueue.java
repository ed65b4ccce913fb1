package dev.attache.manager.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * Stands between the log and whoever reads it. They may stop to: Ctrl-S at a terminal, a pager, a
 * collector that hangs. Then a write waits, and the loop says a sentence for each decision. So
 * lines are taken at once and written on a thread of its own; when too many wait, the new ones are
 * dropped, counted, and told of once somebody reads again.
 */
final class LogQueue extends OutputStream {
    static final int MOST_BYTES = 4 << 20;
    private static final Logger log = LoggerFactory.getLogger("Manager");
    private static final Duration READ_WITHIN = Duration.ofSeconds(2);

    private final PrintStream reader;
    private final Thread atExit = new Thread(() -> flush(READ_WITHIN), "log-at-exit");
    private final Object lock = new Object();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long dropped;
    private boolean writing;
    private boolean closed;

    LogQueue(PrintStream reader) {
        this.reader = reader;
        Thread.ofPlatform().daemon().name("log-writer").start(this::run);
    }

    /** Takes the place of System.err until it is closed. */
    static LogQueue beforeStderr() {
        var queue = new LogQueue(System.err);
        System.setErr(new PrintStream(queue, true, StandardCharsets.UTF_8));
        Runtime.getRuntime().addShutdownHook(queue.atExit);
        return queue;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        synchronized (lock) {
            if (waitingBytes + count > MOST_BYTES) {
                dropped++;
                return;
            }
            waiting.addLast(Arrays.copyOfRange(bytes, from, from + count));
            waitingBytes += count;
            lock.notifyAll();
        }
    }

    /** Whether all has been read before that time is over. */
    boolean flush(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        synchronized (lock) {
            while (writing || !waiting.isEmpty()) {
                long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public void close() {
        flush(READ_WITHIN);
        System.setErr(reader);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It has begun already.
        }
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    private void run() {
        try {
            for (byte[] line = next(); line.length > 0; line = next()) {
                reader.write(line, 0, line.length);
                reader.flush();
                tellOfTheDropped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty when there is none any more. */
    private byte[] next() throws InterruptedException {
        synchronized (lock) {
            writing = false;
            lock.notifyAll();
            while (waiting.isEmpty()) {
                if (closed) {
                    return new byte[0];
                }
                lock.wait();
            }
            writing = true;
            byte[] line = waiting.removeFirst();
            waitingBytes -= line.length;
            return line;
        }
    }

    /** Once those that had waited are written: in its place, and in the form of the others. */
    private void tellOfTheDropped() {
        long lost;
        synchronized (lock) {
            if (dropped == 0 || !waiting.isEmpty()) {
                return;
            }
            lost = dropped;
            dropped = 0;
        }
        log.warn("lines of this log are lost, nobody has read it for a while lines={}", lost);
    }
}
