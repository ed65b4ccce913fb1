package dev.attache.worker;

import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/** A stdin whose manager is in this process; an empty line is its end. One thread reads. */
final class ScriptedInput extends InputStream {
    private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private byte[] line = {};
    private int at;

    void say(ToWorker message) {
        waiting.add(Wire.encode(message).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int read() throws InterruptedIOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws InterruptedIOException {
        try {
            while (at == line.length) {
                byte[] next = waiting.take();
                if (next.length == 0) {
                    waiting.add(next); // For the next question, too.
                    return -1;
                }
                line = next;
                at = 0;
            }
        } catch (InterruptedException _) {
            throw new InterruptedIOException();
        }
        int count = Math.min(most, line.length - at);
        System.arraycopy(line, at, into, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() {
        waiting.add(new byte[0]);
    }
}
