package dev.attache.manager.child;

import java.io.IOException;

/** What one child writes to one pipe, on its way to the drain. All on the poller's thread. */
final class PolledPipe {
    private final Descriptor pipe;
    private final Drain drain;
    private final Poller poller;
    private final Runnable ended;
    private boolean left;
    private boolean over;

    PolledPipe(Descriptor pipe, Drain drain, Poller poller, Runnable ended) {
        this.pipe = pipe;
        this.drain = drain;
        this.poller = poller;
        this.ended = ended;
    }

    void watch() throws IOException {
        poller.watch(pipe, Poller.READABLE, this::read);
    }

    /** Nothing comes any more, or nothing that anybody wants to hear. */
    boolean isOver() {
        return over;
    }

    private void read() {
        int count = poller.read(pipe);
        if (over || count == Descriptor.WOULD_BLOCK) {
            return;
        }
        if (count == 0) {
            end();
            return;
        }
        long pause = drain.take(poller.chunk(), count);
        if (pause == Drain.FOR_GOOD) {
            poller.leave(pipe);
            over = true;
            ended.run();
        } else if (pause > 0) {
            poller.leave(pipe);
            left = true;
            poller.after(pause, this::hurry);
        }
    }

    /** An end to the pause, if there is one. */
    void hurry() {
        if (left && !over) {
            left = false;
            try {
                watch();
            } catch (IOException e) {
                // The kernel has no memory to watch it: what it says is lost, its end is not.
                end();
            }
        }
    }

    /** Somebody else may hold it: what has not come by now is not waited for. */
    void end() {
        if (!over) {
            over = true;
            poller.leave(pipe);
            drain.end();
            ended.run();
        }
    }
}
