package dev.attache.manager.child;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.LockSupport;

/**
 * The number of a child of ours, which is nobody else's before we have collected it: signals cannot
 * go astray.
 */
final class Collectable {
    static final int CHILD_ENDED = 17;
    static final int BY_DEFAULT = 0;

    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private static final int PIDFD_OPEN = 434;
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WEXITED = 4;
    private static final int WNOWAIT = 0x01000000;

    // Where siginfo_t holds what waitid tells.
    private static final int SIGINFO_BYTES = 128;
    private static final int CODE = 8;
    private static final int PID = 16;
    private static final int STATUS = 24;
    private static final int EXITED = 1;

    private final int pid;
    private final Descriptor end;
    private boolean collected;

    /** What keeps us from waiting for ends, as a sentence: an old kernel, or a filter of calls. */
    static String lacking() {
        int self = Libc.SYSCALL.call(PIDFD_OPEN, ProcessHandle.current().pid(), 0);
        if (self < 0) {
            return "the kernel has no pidfd_open (Linux 5.3), or a filter forbids it: "
                    + Trouble.of(-self);
        }
        new Descriptor(self).close();
        return "";
    }

    /** One that cannot be waited for is not left alone: it is killed. */
    Collectable(int pid) throws IOException {
        this.pid = pid;
        int descriptor = Libc.SYSCALL.call(PIDFD_OPEN, pid, 0);
        this.end = new Descriptor(descriptor);
        if (descriptor < 0) {
            killAndCollect();
        }
        Descriptor.checked("word of a worker's end", descriptor);
    }

    /** Of one that has only just been started; waits for it to be dead. */
    void killAndCollect() {
        signal(Signals.KILL);
        while (collect() == null) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        if (end.number() >= 0) {
            end.close();
        }
    }

    int pid() {
        return pid;
    }

    /** Readable when the process has ended. */
    Descriptor end() {
        return end;
    }

    synchronized boolean isCollected() {
        return collected;
    }

    /** To the group that it leads. */
    synchronized void signal(int signal) {
        if (!collected) {
            var _ = Libc.KILL.call(-pid, signal);
        }
    }

    /** Null while it runs. What is left of its group is killed while the number is still ours. */
    synchronized @Nullable Ended collect() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment told = arena.allocate(SIGINFO_BYTES, Long.BYTES);
            if (collected || !waited(told, WEXITED | WNOHANG | WNOWAIT)) {
                return null;
            }
            signal(Signals.KILL);
            waited(told, WEXITED | WNOHANG);
            collected = true;
            int status = told.get(ValueLayout.JAVA_INT, STATUS);
            return told.get(ValueLayout.JAVA_INT, CODE) == EXITED
                    ? new Ended(status, 0)
                    : Ended.bySignal(status);
        }
    }

    private boolean waited(MemorySegment told, int how) {
        int answer = Libc.WAITID.call(P_PID, pid, told.address(), how);
        if (answer < 0 && answer != -Libc.EINTR) {
            throw new IllegalStateException("waitid: " + Trouble.of(-answer));
        }
        return answer == 0 && told.get(ValueLayout.JAVA_INT, PID) == pid;
    }
}
