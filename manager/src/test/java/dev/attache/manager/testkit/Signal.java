package dev.attache.manager.testkit;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** Signals for tests of any package: to one process, from outside. */
public enum Signal {
    HUP(1),
    INT(2),
    KILL(9),
    TERM(15),
    CONT(18),
    STOP(19);

    private static final MethodHandle KILL_2 = handle();

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    public void to(long pid) {
        try {
            int _ = (int) KILL_2.invokeExact(Math.toIntExact(pid), number);
        } catch (Throwable e) {
            throw new AssertionError("kill(2) could not be called", e);
        }
    }

    @SuppressWarnings("restricted") // the tests' JVM is started with --enable-native-access
    private static MethodHandle handle() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("kill"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    }
}
