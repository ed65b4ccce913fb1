package dev.attache.manager.child;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Writes as much as the pipe takes, on the thread that has something to say, and the rest on the
 * poller's when there is room again. One of them writes at a time: the queue sees to that.
 */
final class PolledStdin implements StdinQueue.Outlet {
    private final Descriptor pipe;
    private final Poller poller;
    private byte @Nullable [] line;
    private int written;

    PolledStdin(Descriptor pipe, Poller poller) {
        this.pipe = pipe;
        this.poller = poller;
    }

    @Override
    public void write(StdinQueue queue) {
        try {
            for (byte[] next = line(queue); next != null; next = line(queue)) {
                int count = write(next);
                if (count == Descriptor.WOULD_BLOCK) {
                    poller.watch(pipe, Poller.WRITABLE, () -> goOn(queue));
                    return;
                }
                written += count;
                if (written == next.length) {
                    line = null;
                }
            }
        } catch (IOException e) {
            // The worker has closed its end; its exit, or its silence, tells the rest.
            line = null;
            queue.close();
        }
    }

    private byte @Nullable [] line(StdinQueue queue) {
        if (line == null) {
            written = 0;
            line = queue.next();
        }
        return line;
    }

    private int write(byte[] bytes) throws IOException {
        int left = bytes.length - written;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rest = arena.allocate(left);
            MemorySegment.copy(bytes, written, rest, ValueLayout.JAVA_BYTE, 0, left);
            return pipe.write(rest);
        }
    }

    private void goOn(StdinQueue queue) {
        poller.leave(pipe);
        write(queue);
    }
}
