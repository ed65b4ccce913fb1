package dev.attache.manager.cli;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * Signals as the JDK knows them, by reflection: javac calls the class internal, and there is no
 * other way to tell a first Ctrl-C from a second, or to hear SIGHUP.
 */
final class UnixSignals {
    private UnixSignals() {}

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
