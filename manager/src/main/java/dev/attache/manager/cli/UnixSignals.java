package dev.attache.manager.cli;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Signals as the JDK knows them, by reflection: javac calls the class internal, and there is no
 * other way to tell a first Ctrl-C from a second, or to hear SIGHUP.
 */
final class UnixSignals {
    private static final int INT = 2;
    private static final int HEX = 16;
    private static final String IGNORED = "SigIgn:";

    private UnixSignals() {}

    /**
     * Whether Ctrl-C can end this process: not where a script has started it with `&`. Shells have
     * such a program ignore SIGINT, and the JVM leaves it at that, whatever handlers are asked for.
     */
    static boolean ctrlCIsHeard() {
        try {
            return ctrlCIsHeard(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException e) {
            // Not Linux, where nobody can be asked.
            return true;
        }
    }

    /** By the lines of a process's status. */
    static boolean ctrlCIsHeard(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(IGNORED))
                .map(line -> Long.parseUnsignedLong(line.substring(IGNORED.length()).strip(), HEX))
                .noneMatch(signals -> (signals >> (INT - 1) & 1) == 1);
    }

    /** Calls back on a thread of the JVM's, with the name; a signal this system lacks is none. */
    static void on(String name, Consumer<String> hear) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object heard =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    hear.accept(name);
                                }
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
        } catch (ReflectiveOperationException e) {
            hear.accept("");
        }
    }
}
