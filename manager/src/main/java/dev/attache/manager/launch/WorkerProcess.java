package dev.attache.manager.launch;

import dev.attache.manager.child.Child;
import dev.attache.manager.child.Signals;
import dev.attache.manager.child.StdinQueue;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

/** One worker: what waits for it, its last words, and what was asked of it before it was there. */
final class WorkerProcess {
    final WorkerId id;
    final StdinQueue stdin = new StdinQueue();
    final Throttle throttle;
    final Tail tail = new Tail();

    private volatile @Nullable DocumentId document;
    private volatile boolean unreadTold;
    private @Nullable Child child;
    private int signalAskedEarly;

    WorkerProcess(WorkerId id, @Nullable DocumentId document, Throttle throttle) {
        this.id = id;
        this.document = document;
        this.throttle = throttle;
    }

    @Nullable DocumentId document() {
        return document;
    }

    void assign(DocumentId to) {
        document = to;
    }

    /** Null while it is being started. */
    synchronized @Nullable Child child() {
        return child;
    }

    /** The signal that was asked for while the process was being started, or none. */
    synchronized int started(Child now) {
        child = now;
        return signalAskedEarly;
    }

    /** Null when the process is still being started: then the signal is kept for it. */
    synchronized @Nullable Child childOrSignalLater(int signal) {
        if (child == null && signalAskedEarly != Signals.KILL) {
            signalAskedEarly = signal;
        }
        return child;
    }

    /** True the first time only. */
    boolean tellUnread() {
        boolean first = !unreadTold;
        unreadTold = true;
        return first;
    }
}
