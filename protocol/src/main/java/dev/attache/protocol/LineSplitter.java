package dev.attache.protocol;

import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines and never holds more than one of them: a line over the bound is
 * dropped as it comes and reported once it ends. For one thread.
 */
public final class LineSplitter {
    /** Where the lines go. */
    public interface Sink {
        /** A line without its line feed; the array belongs to the receiver. */
        void line(byte[] bytes);

        /** A line that was too long, and how long it was. */
        void tooLong(long bytes);
    }

    private static final int FIRST_SIZE = 1024;

    private final int maxBytes;
    private final Sink sink;
    private byte[] held = new byte[FIRST_SIZE];
    private int length;
    private long dropped;

    public LineSplitter(int maxBytes, Sink sink) {
        this.maxBytes = maxBytes;
        this.sink = sink;
    }

    public void feed(byte[] bytes, int from, int count) {
        int start = from;
        int end = from + count;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                hold(bytes, start, i - start);
                emit();
                start = i + 1;
            }
        }
        hold(bytes, start, end - start);
    }

    /** The stream has ended: what is held is the last line. */
    public void end() {
        if (length > 0 || dropped > 0) {
            emit();
        }
    }

    private void hold(byte[] bytes, int from, int count) {
        if (dropped > 0 || count > maxBytes - length) {
            dropped += length + count;
            length = 0;
            return;
        }
        if (length + count > held.length) {
            held =
                    Arrays.copyOf(
                            held, Math.min(maxBytes, Math.max(length + count, 2 * held.length)));
        }
        System.arraycopy(bytes, from, held, length, count);
        length += count;
    }

    private void emit() {
        if (dropped > 0) {
            sink.tooLong(dropped);
        } else {
            int end = length > 0 && held[length - 1] == '\r' ? length - 1 : length;
            sink.line(Arrays.copyOf(held, end));
        }
        length = 0;
        dropped = 0;
        if (held.length > FIRST_SIZE) {
            // One large checkpoint must not stay with each worker for life.
            held = new byte[FIRST_SIZE];
        }
    }
}
