package dev.attache.manager.launch;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * What is to be said to one worker. A write blocks until the worker reads, so it happens on a
 * thread of its own, which is there only while there is something to write.
 */
final class StdinQueue {
    static final int MESSAGES = 64;
    private static final int BYTES = 1 << 20;

    private final Executor hands;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;
    private boolean writing;
    private boolean closed;
    private @Nullable OutputStream stdin;

    StdinQueue(Executor hands) {
        this.hands = hands;
    }

    /** False when it is full: the worker does not read, and this message is lost. */
    synchronized boolean offer(String line) {
        if (closed) {
            return true;
        }
        byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
        if (waiting.size() >= MESSAGES || bytes + encoded.length > BYTES) {
            return false;
        }
        waiting.addLast(encoded);
        bytes += encoded.length;
        writeIfNeeded();
        return true;
    }

    synchronized void open(OutputStream stream) {
        stdin = stream;
        writeIfNeeded();
    }

    synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void writeIfNeeded() {
        OutputStream stream = stdin;
        if (stream != null && !writing && !waiting.isEmpty()) {
            writing = true;
            hands.execute(() -> writeAll(stream));
        }
    }

    private void writeAll(OutputStream stream) {
        for (byte[] line = next(); line != null; line = next()) {
            try {
                stream.write(line);
                stream.flush();
            } catch (IOException e) {
                // The worker has closed its end; its exit, or its silence, tells the rest.
                close();
            }
        }
    }

    private synchronized byte @Nullable [] next() {
        byte[] line = waiting.pollFirst();
        if (line == null) {
            writing = false;
        } else {
            bytes -= line.length;
        }
        return line;
    }
}
