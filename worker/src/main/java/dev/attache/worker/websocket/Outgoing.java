package dev.attache.worker.websocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Frames that wait to be written. Full is answered by a refusal: the server does not read any more.
 * Of answers to pings only the newest waits, as the RFC allows.
 */
final class Outgoing {
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and nobody changes it.
    record Frame(int opcode, byte[] content) {}

    private final long mostBytes;
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    Outgoing(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** False when it is full. After a close frame nothing more is taken: it is the last. */
    synchronized boolean put(Frame frame) {
        if (closed) {
            return true;
        }
        if (frame.opcode() == Opcode.PONG) {
            waiting.removeIf(
                    older -> {
                        boolean pong = older.opcode() == Opcode.PONG;
                        bytes -= pong ? older.content().length : 0;
                        return pong;
                    });
        }
        if (bytes + frame.content().length > mostBytes) {
            return false;
        }
        closed = frame.opcode() == Opcode.CLOSE;
        bytes += frame.content().length;
        waiting.add(frame);
        notifyAll();
        return true;
    }

    /** Waits for the next one; empty when there will be none. */
    synchronized Optional<Frame> take() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        Optional<Frame> next = Optional.ofNullable(waiting.poll());
        bytes -= next.map(frame -> frame.content().length).orElse(0);
        return next;
    }

    /** What waits is not written any more. */
    synchronized void drop() {
        closed = true;
        waiting.clear();
        bytes = 0;
        notifyAll();
    }
}
