package dev.attache.manager.child;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A number that the kernel gave us, closed once and never used after: it may be somebody else's at
 * once.
 */
final class Descriptor implements AutoCloseable {
    static final int WOULD_BLOCK = -1;

    private static final int O_CLOEXEC = 0x80000;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;
    private static final int INTS = 2 * Integer.BYTES;

    private final int number;
    private boolean closed;

    Descriptor(int number) {
        this.number = number;
    }

    /** Both ends of a pipe; our own children inherit neither unless told so. */
    record Pipe(Descriptor reading, Descriptor writing) implements AutoCloseable {
        static Pipe open() throws IOException {
            try (var memory = Arena.ofConfined()) {
                MemorySegment ends = memory.allocate(INTS, Integer.BYTES);
                checked("a pipe", Libc.PIPE2.call(ends.address(), O_CLOEXEC));
                return new Pipe(
                        new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 0)),
                        new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 1)));
            }
        }

        @Override
        public void close() {
            reading.close();
            writing.close();
        }
    }

    /** The answer, or an exception that says what could not be had. */
    static int checked(String what, int answer) throws IOException {
        if (answer < 0) {
            throw new IOException(what + " could not be had: " + Trouble.of(-answer));
        }
        return answer;
    }

    int number() {
        return number;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** This end alone: the child's end is another and may go on waiting. */
    void neverBlocks() throws IOException {
        checked("a pipe that does not block", Libc.FCNTL.call(number, F_SETFL, O_NONBLOCK));
    }

    /** How many bytes, 0 at the end, or WOULD_BLOCK. */
    synchronized int read(MemorySegment into) throws IOException {
        return closed ? 0 : moved(Libc.READ, into);
    }

    /** How many bytes have gone, or WOULD_BLOCK. */
    synchronized int write(MemorySegment from) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        return moved(Libc.WRITE, from);
    }

    private int moved(Libc call, MemorySegment bytes) throws IOException {
        int count = call.call(number, bytes.address(), bytes.byteSize());
        if (count == -Libc.EAGAIN || count == -Libc.EINTR) {
            return WOULD_BLOCK;
        }
        if (count < 0) {
            throw new IOException(Trouble.of(-count));
        }
        return count;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            // Linux has let it go, whatever it answers.
            var _ = Libc.CLOSE.call(number);
        }
    }
}
