package dev.attache.manager.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    static List<String> command(int heapMb, List<String> options) {
        String java =
                System.getProperty(
                        "attache.java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String classPath = System.getProperty("attache.worker.classpath", "");
        List<String> command = new ArrayList<>();
        command.add(java);
        // First, so that options may say otherwise.
        command.add("-Xmx" + heapMb + "m");
        command.addAll(options);
        // The protocol's stdout is no place for what the VM has to say.
        command.add("-XX:+DisplayVMOutputToStderr");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(spelledOut(classPath.isEmpty() ? classPathBeside(here()) : classPath));
        // Without a word it is its manager's.
        command.add(MAIN);
        return command;
    }

    /** Every jar by its name: a start-up cache holds for exactly these, in this order. */
    static String spelledOut(String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : classPath.split(":", -1)) {
            if (!entry.endsWith("/*")) {
                entries.add(entry);
                continue;
            }
            Path folder = Path.of(entry.substring(0, entry.length() - 2));
            try (Stream<Path> files = Files.list(folder)) {
                files.map(Path::toString)
                        .filter(name -> name.endsWith(".jar"))
                        .sorted()
                        .forEach(entries::add);
            } catch (IOException e) {
                // Left to the VM, which will say what it does not find.
                entries.add(entry);
            }
        }
        return String.join(":", entries);
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
