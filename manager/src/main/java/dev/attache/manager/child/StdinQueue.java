package dev.attache.manager.child;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * What is to be said to one child, from any thread and before it is even there. Bounded: a child
 * that does not read loses what does not fit.
 */
public final class StdinQueue {
    public static final int MESSAGES = 64;
    private static final int BYTES = 1 << 20;

    /** Writes what waits until nothing does: somewhere else, or now and later, but never waits. */
    interface Outlet {
        /** Called when something waits and nobody writes; whoever is told `null` writes no more. */
        void write(StdinQueue queue);
    }

    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean writing;
    private boolean closed;
    private @Nullable Outlet outlet;

    /** False when it is full: the child does not read, and this message is lost. */
    public boolean offer(String line) {
        byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (closed) {
                return true;
            }
            if (waiting.size() >= MESSAGES || bytes + encoded.length > BYTES) {
                return false;
            }
            waiting.addLast(encoded);
            bytes += encoded.length;
        }
        writeIfNeeded();
        return true;
    }

    void open(Outlet to) {
        synchronized (this) {
            outlet = to;
        }
        writeIfNeeded();
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void writeIfNeeded() {
        Outlet to;
        synchronized (this) {
            to = writing || waiting.isEmpty() ? null : outlet;
            if (to != null) {
                writing = true;
            }
        }
        if (to != null) {
            to.write(this);
        }
    }

    synchronized byte @Nullable [] next() {
        byte[] line = waiting.pollFirst();
        if (line == null) {
            writing = false;
        } else {
            bytes -= line.length;
        }
        return line;
    }
}
