package dev.attache.manager.child;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Functions of Linux's C library, all called in one shape: six words in, one word out. Each further
 * shape costs the manager's start a hundredth of a second, and on both processors that we know a
 * register takes an int as well as a pointer, and one too many is not looked at.
 */
enum Libc {
    PIPE2("pipe2"),
    FCNTL("fcntl"),
    READ("read"),
    WRITE("write"),
    CLOSE("close"),
    EPOLL_CREATE1("epoll_create1"),
    EPOLL_CTL("epoll_ctl"),
    EPOLL_WAIT("epoll_wait"),
    // The library has pidfd_open by name only since 2.36.
    SYSCALL("syscall"),
    WAITID("waitid"),
    KILL("kill"),
    SIGNAL("signal"),
    POSIX_SPAWN("posix_spawn"),
    ACTIONS_INIT("posix_spawn_file_actions_init"),
    ACTIONS_DESTROY("posix_spawn_file_actions_destroy"),
    ACTIONS_DUP2("posix_spawn_file_actions_adddup2"),
    ACTIONS_CLOSE_FROM("posix_spawn_file_actions_addclosefrom_np"),
    ATTRIBUTES_INIT("posix_spawnattr_init"),
    ATTRIBUTES_DESTROY("posix_spawnattr_destroy"),
    ATTRIBUTES_FLAGS("posix_spawnattr_setflags"),
    ATTRIBUTES_MASK("posix_spawnattr_setsigmask"),
    ATTRIBUTES_DEFAULTS("posix_spawnattr_setsigdefault");

    static final int EINTR = 4;
    static final int EAGAIN = 11;

    private static final List<String> PROCESSORS = List.of("amd64", "x86_64", "aarch64");
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String function;

    Libc(String function) {
        this.function = function;
    }

    /** What this system lacks, as a sentence; empty when everything can be called. */
    static String lacking() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return "only Linux can be asked to mind them all at once";
        }
        if (!PROCESSORS.contains(System.getProperty("os.arch").toLowerCase(Locale.ROOT))) {
            return "on " + System.getProperty("os.arch") + " the C library is not called directly";
        }
        for (Libc call : values()) {
            if (Linker.nativeLinker().defaultLookup().find(call.function).isEmpty()) {
                return "the C library has no " + call.function;
            }
        }
        return "";
    }

    /** What came back, which is never more than an int holds; or the negated errno. */
    int call(long... words) {
        MethodHandle handle = Objects.requireNonNull(Handles.OF.get(this));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURE);
            // An int fills only the lower half of the word.
            int result =
                    (int)
                            (long)
                                    handle.invokeExact(
                                            errno,
                                            word(words, 0),
                                            word(words, 1),
                                            word(words, 2),
                                            word(words, 3),
                                            word(words, 4),
                                            word(words, 5));
            return result == -1 ? -(int) ERRNO.get(errno, 0L) : result;
        } catch (Throwable e) {
            throw new IllegalStateException(function + " could not be called", e);
        }
    }

    private static long word(long[] words, int index) {
        return index < words.length ? words[index] : 0;
    }

    /** Made when the first of them is called, which is not before a manager has something to do. */
    private static final class Handles {
        static final Map<Libc, MethodHandle> OF = all();

        @SuppressWarnings("restricted") // --enable-native-access is among the manager's flags
        private static Map<Libc, MethodHandle> all() {
            Linker linker = Linker.nativeLinker();
            MethodHandle sixWords =
                    linker.downcallHandle(
                            FunctionDescriptor.of(
                                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                                    JAVA_LONG, JAVA_LONG),
                            Linker.Option.captureCallState("errno"));
            Map<Libc, MethodHandle> all = new EnumMap<>(Libc.class);
            for (Libc call : values()) {
                all.put(call, sixWords.bindTo(linker.defaultLookup().findOrThrow(call.function)));
            }
            return all;
        }
    }
}
