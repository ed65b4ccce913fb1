package dev.attache.manager.cli;

import dev.attache.manager.Main;
import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** `attache run` as a process of its own, in an environment of nothing but what is given. */
final class RunProcess implements AutoCloseable {
    private static final String LOG = "run.log";

    private final Process process;
    private final Path log;

    private RunProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static RunProcess in(Path folder, Map<String, String> environment) throws IOException {
        return of(Main.class, folder, environment);
    }

    /** As systemd starts it: its log is what JOURNAL_STREAM names. */
    static RunProcess inTheJournal(Path folder, Map<String, String> environment)
            throws IOException {
        Map<String, Object> journal =
                Files.readAttributes(Files.createFile(folder.resolve(LOG)), "unix:dev,ino");
        var withJournal = new HashMap<>(environment);
        withJournal.put("JOURNAL_STREAM", journal.get("dev") + ":" + journal.get("ino"));
        return in(folder, withJournal);
    }

    /** What it says goes into a pipe that nobody reads. */
    static RunProcess unread(Path folder, Map<String, String> environment) throws IOException {
        var builder = command(Main.class, environment);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new RunProcess(builder.start(), folder.resolve("nowhere"));
    }

    /** The same within another program, which is given the words. */
    static RunProcess of(Class<?> program, Path folder, Map<String, String> environment)
            throws IOException {
        Path log = folder.resolve(LOG);
        var builder = command(program, environment);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new RunProcess(builder.start(), log);
    }

    private static ProcessBuilder command(Class<?> program, Map<String, String> environment) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx128m",
                                // Not the tests' own way of logging.
                                "-Dlogback.configurationFile=logback.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        words.addAll(List.of("run", "--migrate"));
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        return builder;
    }

    RunProcess awaitLog(String part) {
        Until.holds(
                "the manager says \"" + part + "\"",
                () -> {
                    if (!process.isAlive() && !log().contains(part)) {
                        throw new AssertionError("it has ended and had said:\n" + log());
                    }
                    return log().contains(part);
                });
        return this;
    }

    void send(Signal signal) {
        signal.to(process.pid());
    }

    /** Its exit code, which must come within that time. */
    int ends(long withinSeconds) throws InterruptedException {
        if (!process.waitFor(withinSeconds, TimeUnit.SECONDS)) {
            throw new AssertionError("it lives on and says:\n" + log());
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
