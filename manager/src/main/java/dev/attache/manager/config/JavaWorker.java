package dev.attache.manager.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command of the worker that comes with this manager: told by the launcher script, else found
 * beside the manager's own jar, in an archive or in a checkout.
 */
final class JavaWorker {
    private static final String MAIN = "dev.attache.worker.Main";

    private JavaWorker() {}

    static List<String> command(int heapMb) {
        String java =
                System.getProperty(
                        "attache.java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classPath = System.getProperty("attache.worker.classpath", "");
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xss256k",
                "-Xmx" + heapMb + "m",
                "-Xmn2m",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:-UsePerfData",
                "-XX:CICompilerCount=1",
                // The protocol's stdout is no place for what the VM has to say.
                "-XX:+DisplayVMOutputToStderr",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath.isEmpty() ? classPathBeside(here()) : classPath,
                // Without a word it is its manager's.
                MAIN);
    }

    /** The jar, or the folder of classes, that this class was loaded from. */
    private static Path here() {
        try {
            return Path.of(
                    JavaWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path is made of addresses", e);
        }
    }

    /**
     * Archive: lib/manager/*.jar and lib/worker/*.jar. Checkout: manager/target and worker/target.
     */
    static String classPathBeside(Path manager) {
        Path folder = manager.getParent();
        if (folder == null || folder.getParent() == null) {
            return "";
        }
        if (!folder.endsWith("target")) {
            return folder.resolveSibling("worker") + "/*";
        }
        Path root = folder.getParent().resolveSibling("worker").resolve("target");
        String jars = jarsIn(root);
        return (jars.isEmpty() ? root.resolve("classes").toString() : jars)
                + ":"
                + root.resolve("lib")
                + "/*";
    }

    private static String jarsIn(Path target) {
        if (!Files.isDirectory(target)) {
            return "";
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .filter(file -> !file.toString().contains("-sources"))
                    .filter(file -> !file.toString().contains("-tests"))
                    .map(Path::toString)
                    .sorted()
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            return "";
        }
    }
}
