package dev.attache.manager.child;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One thread that waits for all descriptors at once (epoll). A call may come for nothing: one that
 * was closed a moment ago may bear the number of another, so whoever is called looks himself.
 */
final class Poller implements AutoCloseable {
    static final int NOTHING = 0;
    static final int READABLE = 0x001;
    static final int WRITABLE = 0x004;

    private static final int EPOLL_CLOEXEC = 0x80000;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int CHANGE = 3;
    private static final int EVENTS = 128;

    // A quarter of a pipe at once, so that one flood leaves room for everybody else.
    private static final int CHUNK = 16 * 1024;

    // The kernel packs the structure on one of the two processors, and there alone.
    private static final boolean PACKED = !System.getProperty("os.arch").equals("aarch64");
    private static final int EVENT_BYTES = PACKED ? 12 : 16;
    private static final int DATA = PACKED ? 4 : 8;

    private record Later(long at, Runnable work) {}

    private final Descriptor epoll;
    private final Descriptor.Pipe bell;
    private final Map<Integer, Runnable> watched = new ConcurrentHashMap<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));
    private final MemorySegment buffer = Arena.ofAuto().allocate(CHUNK);
    private final byte[] chunk = new byte[CHUNK];
    private volatile boolean closing;
    private boolean over;

    Poller() {
        try {
            epoll =
                    new Descriptor(
                            Descriptor.checked("a poll", Libc.EPOLL_CREATE1.call(EPOLL_CLOEXEC)));
            bell = Descriptor.Pipe.open();
            control(ADD, bell.reading(), READABLE);
        } catch (IOException e) {
            throw new IllegalStateException("workers cannot be minded: " + e.getMessage(), e);
        }
        Thread.ofPlatform().name("workers-pipes").daemon().start(this::poll);
    }

    /** From any thread; `ready` is called on ours, again and again while it stays so. */
    void watch(Descriptor descriptor, int what, Runnable ready) throws IOException {
        synchronized (descriptor) {
            if (descriptor.isClosed() || !noted(descriptor, ready)) {
                throw new IOException("closed");
            }
            try {
                control(ADD, descriptor, what);
            } catch (IOException e) {
                watched.remove(descriptor.number());
                throw e;
            }
        }
    }

    private boolean noted(Descriptor descriptor, Runnable ready) {
        synchronized (watched) {
            if (!over) {
                watched.put(descriptor.number(), ready);
            }
            return !over;
        }
    }

    /** Of one that is watched; takes no memory, so it cannot fail. */
    void rewatch(Descriptor descriptor, int what) {
        try {
            control(CHANGE, descriptor, what);
        } catch (IOException e) {
            throw new IllegalStateException("not watched", e);
        }
    }

    void leave(Descriptor descriptor) {
        synchronized (descriptor) {
            if (!descriptor.isClosed() && watched.remove(descriptor.number()) != null) {
                var _ = Libc.EPOLL_CTL.call(epoll.number(), REMOVE, descriptor.number(), 0);
            }
        }
    }

    /** Watched by nobody any more, and its number given back. */
    void close(Descriptor descriptor) {
        synchronized (descriptor) {
            leave(descriptor);
            descriptor.close();
        }
    }

    /** On our thread: how many bytes the chunk holds, 0 at the end, or WOULD_BLOCK. */
    int read(Descriptor descriptor) {
        try {
            int count = descriptor.read(buffer);
            if (count > 0) {
                MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, chunk, 0, count);
            }
            return count;
        } catch (IOException e) {
            // A pipe that cannot be read has nothing more to say.
            return 0;
        }
    }

    /** What was read last; on our thread, until the next reading. */
    byte[] chunk() {
        return chunk;
    }

    /** On our thread, and to be called from it. */
    void after(long nanos, Runnable work) {
        later.add(new Later(System.nanoTime() + nanos, work));
    }

    /** Who is still watched is minded to the end; then the thread ends. */
    @Override
    public void close() {
        closing = true;
        bell.writing().close();
    }

    private void control(int operation, Descriptor descriptor, int what) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);
            event.set(ValueLayout.JAVA_INT, 0, what);
            event.set(ValueLayout.JAVA_INT, DATA, descriptor.number());
            int done =
                    Libc.EPOLL_CTL.call(
                            epoll.number(), operation, descriptor.number(), event.address());
            Descriptor.checked("the watch of a pipe", done);
        }
    }

    private void poll() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment events = arena.allocate((long) EVENTS * EVENT_BYTES, Long.BYTES);
            while (!isOver()) {
                int count =
                        Libc.EPOLL_WAIT.call(
                                epoll.number(), events.address(), EVENTS, millisUntilNext());
                for (int i = 0; i < count; i++) {
                    ring(events.get(ValueLayout.JAVA_INT, (long) i * EVENT_BYTES + DATA));
                }
                if (count < 0 && count != -Libc.EINTR) {
                    throw new IllegalStateException("epoll_wait: " + Trouble.of(-count));
                }
                doWhatIsDue();
            }
        }
        bell.close();
        epoll.close();
    }

    /** From then on nobody is taken in. */
    private boolean isOver() {
        synchronized (watched) {
            over = closing && watched.isEmpty();
            return over;
        }
    }

    private void ring(int number) {
        if (number == bell.reading().number()) {
            // It has rung for good; asked again it would only ring on.
            var _ = Libc.EPOLL_CTL.call(epoll.number(), REMOVE, number, 0);
            return;
        }
        Runnable ready = watched.get(number);
        if (ready != null) {
            ready.run();
        }
    }

    private int millisUntilNext() {
        Later next = later.peek();
        if (next == null) {
            return -1;
        }
        long nanos = next.at() - System.nanoTime();
        return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000 + 1);
    }

    private void doWhatIsDue() {
        Later next = later.peek();
        while (next != null && next.at() - System.nanoTime() <= 0) {
            later.remove();
            next.work().run();
            next = later.peek();
        }
    }
}
