package dev.attache.manager.e2e;

import dev.attache.manager.testkit.FakeWorker;
import dev.attache.manager.testkit.FakeWorkerCommand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Python workers, small and quick to start, whose faults a test switches on and off. */
final class ScriptedWorkers {
    private static final String SCRIPT = "scripted_worker.py";

    private final Path folder;
    private final Path script;

    /** One word of a worker to the test: each time one was told to attach. */
    record Attached(long pid, long atMillis, long epoch, int life, String document) {}

    ScriptedWorkers(Path folder) throws IOException {
        this.folder = folder;
        script = folder.resolve(SCRIPT);
        try (InputStream source = ScriptedWorkers.class.getResourceAsStream(SCRIPT)) {
            Files.write(script, Objects.requireNonNull(source).readAllBytes());
        }
    }

    List<String> command() {
        return List.of("/usr/bin/env", "python3", script.toString(), folder.toString());
    }

    /** What workers of this document do from now on; `well` mends them. */
    void at(String document, String how) {
        tell("at-" + document, how);
    }

    /** Each process that starts from now on is this fake worker. */
    void everyLaunchIs(FakeWorker.Fault fault) {
        tell("every-launch", String.join("\n", FakeWorkerCommand.with(fault)));
    }

    void launchesAreWell() {
        tell("every-launch", "");
    }

    List<Attached> attached() {
        return journal("attached")
                .map(
                        words ->
                                new Attached(
                                        Long.parseLong(words[1]),
                                        Long.parseLong(words[2]),
                                        Long.parseLong(words[3]),
                                        Integer.parseInt(words[4]),
                                        words[5]))
                .toList();
    }

    List<Attached> attached(String document) {
        return attached().stream().filter(a -> a.document().equals(document)).toList();
    }

    /** How often one was asked to leave and refused. */
    long refusals() {
        return journal("refused").count();
    }

    /** How many have said goodbye and ended by themselves. */
    long left() {
        return journal("left").count();
    }

    /** Processes of this script and of what it has become, by their numbers. */
    List<Long> alive() {
        return ProcessHandle.allProcesses().filter(this::isOurs).map(ProcessHandle::pid).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            // A manager names the script, too.
            String words =
                    Files.readString(
                            Path.of("/proc/" + process.pid() + "/cmdline"),
                            StandardCharsets.ISO_8859_1);
            return words.contains("\0" + script + "\0")
                    && !words.contains(ManagerMain.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    private void tell(String name, String how) {
        String file = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            // Written aside and moved: a worker must never read half of it.
            Path aside = Files.createTempFile(folder, "told", "");
            Files.writeString(aside, how);
            Files.move(
                    aside,
                    folder.resolve(file),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String[]> journal(String kind) {
        Path journal = folder.resolve("journal");
        try {
            return Files.exists(journal)
                    ? Files.readAllLines(journal).stream()
                            .map(line -> line.split(" "))
                            .filter(words -> words[0].equals(kind))
                    : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
