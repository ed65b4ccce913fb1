package dev.attache.manager.testkit;

import dev.attache.protocol.Wire;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that start a FakeWorker: on this JVM's JDK, with the flags of a small process. */
public final class FakeWorkerCommand {
    private FakeWorkerCommand() {}

    public static List<String> with(FakeWorker.Fault fault) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx32m",
                "-Xss256k",
                "-cp",
                Stream.of(FakeWorker.class, Wire.class, jackson())
                        .map(FakeWorkerCommand::home)
                        .collect(Collectors.joining(File.pathSeparator)),
                FakeWorker.class.getName(),
                fault.name());
    }

    /** The same as one line, for WORKER_COMMAND. */
    public static String line(FakeWorker.Fault fault) {
        return with(fault).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Comes with the protocol, and is named nowhere in this module. */
    private static Class<?> jackson() {
        try {
            return Class.forName("com.fasterxml.jackson.core.JsonFactory");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the protocol needs Jackson", e);
        }
    }

    private static String home(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path entry is no path", e);
        }
    }
}
