package dev.attache.manager.child;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** `kill(2)`: the one thing about processes that Java cannot say, because it knows no groups. */
public final class Signals {
    public static final int NONE = 0;
    public static final int KILL = 9;
    public static final int TERM = 15;

    private static final int ESRCH = 3;

    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle KILL_2 = handle();

    private Signals() {}

    /** False when there is nobody to send it to. */
    public static boolean send(long pid, int signal) {
        return call(pid, signal) != ESRCH;
    }

    /** False when the group is empty. */
    public static boolean sendToGroup(long group, int signal) {
        if (group <= 1) {
            // kill(-1) is everybody, and group 0 is our own.
            throw new IllegalArgumentException("not a worker's process group: " + group);
        }
        return call(-group, signal) != ESRCH;
    }

    private static int call(long target, int signal) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            int result = (int) KILL_2.invokeExact(state, Math.toIntExact(target), signal);
            return result == 0 ? 0 : (int) ERRNO.get(state, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) could not be called", e);
        }
    }

    @SuppressWarnings("restricted") // --enable-native-access is among the manager's flags
    private static MethodHandle handle() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }
}
