package dev.attache.manager.e2e;

import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.TestPostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A manager as a process of its own, which can be killed as only the kernel kills. */
final class ManagerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private ManagerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ManagerProcess start(
            TestPostgres postgres, Path home, String id, int capacity, List<String> command)
            throws IOException {
        Path log = Files.createTempFile(home, "manager-" + id, ".log");
        ProcessBuilder builder =
                new ProcessBuilder(words(home, id, capacity, command))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(log.toFile());
        builder.environment().put("DATABASE_URL", TestManager.databaseUrl(postgres));
        return new ManagerProcess(builder.start(), log);
    }

    static List<String> words(Path home, String id, int capacity, List<String> command) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ManagerMain.class.getName(),
                                home.toString(),
                                id,
                                Integer.toString(capacity)));
        words.addAll(command);
        return words;
    }

    long pid() {
        return process.pid();
    }

    void send(Signal signal) {
        signal.to(process.pid());
    }

    /** False when it still lives after this time. */
    boolean ends(long withinSeconds) throws InterruptedException {
        return process.waitFor(withinSeconds, TimeUnit.SECONDS);
    }

    int exitValue() {
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!ends(30)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
