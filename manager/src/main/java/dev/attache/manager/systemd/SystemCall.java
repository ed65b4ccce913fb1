package dev.attache.manager.systemd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** A function of the C library that answers a negative number and errno when it fails. */
final class SystemCall {
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String name;
    private final MethodHandle handle;

    @SuppressWarnings("restricted") // --enable-native-access is among the manager's flags
    SystemCall(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        this.name = name;
        this.handle =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow(name),
                        descriptor,
                        Linker.Option.captureCallState("errno"));
    }

    /** A handful of calls a minute: boxing the arguments costs nobody anything. */
    long call(Object... arguments) throws DatagramSocketFile.Trouble {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            List<Object> all = new ArrayList<>(arguments.length + 1);
            all.add(state);
            all.addAll(List.of(arguments));
            long result = ((Number) handle.invokeWithArguments(all)).longValue();
            if (result < 0) {
                throw new DatagramSocketFile.Trouble(
                        name + " failed with errno " + (int) ERRNO.get(state, 0L));
            }
            return result;
        } catch (DatagramSocketFile.Trouble | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(name + " could not be called", e);
        }
    }
}
