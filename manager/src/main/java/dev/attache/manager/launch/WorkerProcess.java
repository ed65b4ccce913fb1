package dev.attache.manager.launch;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.proc.ProcessIdentity;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One child: its pipes, its last words, and what was asked of it before it was even there. */
final class WorkerProcess {
    final WorkerId id;
    final StdinQueue stdin;
    final Throttle throttle;
    final Tail tail = new Tail();

    private final CountDownLatch pipes = new CountDownLatch(2);
    private volatile @Nullable DocumentId document;
    private volatile boolean unreadTold;
    private @Nullable Running running;
    private int signalAskedEarly;

    /** What there is once the process has been started. */
    record Running(Process process, @Nullable ProcessIdentity identity) {
        long pid() {
            return process.pid();
        }
    }

    WorkerProcess(WorkerId id, @Nullable DocumentId document, StdinQueue stdin, Throttle throttle) {
        this.id = id;
        this.document = document;
        this.stdin = stdin;
        this.throttle = throttle;
    }

    @Nullable DocumentId document() {
        return document;
    }

    void assign(DocumentId to) {
        document = to;
    }

    synchronized @Nullable Running running() {
        return running;
    }

    /** The signal that was asked for while the process was being started, or none. */
    synchronized int started(Running now) {
        running = now;
        return signalAskedEarly;
    }

    /** Null when the process is still being started: then the signal is kept for it. */
    synchronized @Nullable Running runningOrSignalLater(int signal) {
        if (running == null && signalAskedEarly != Signals.KILL) {
            signalAskedEarly = signal;
        }
        return running;
    }

    /** True the first time only. */
    boolean tellUnread() {
        boolean first = !unreadTold;
        unreadTold = true;
        return first;
    }

    void pipeEnded() {
        pipes.countDown();
    }

    /** Waits for the last line, but not for a grandchild that holds the pipe. */
    void awaitPipes(long millis) throws InterruptedException {
        pipes.await(millis, TimeUnit.MILLISECONDS);
    }
}
