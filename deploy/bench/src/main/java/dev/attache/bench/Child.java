package dev.attache.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that speaks in lines; each is stamped when it has arrived. */
final class Child implements AutoCloseable {
    /** What was said, and when by `System.nanoTime`. */
    record Line(String text, long at) {}

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Writer in;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    private Child(Process process) {
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** What it says on stderr goes to a file: it may be much, and is wanted only after a fault. */
    static Child start(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        File words = new File(System.getProperty("java.io.tmpdir"), "attache-bench.log");
        return start(
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(words)),
                environment);
    }

    /** Its log is what is listened to. */
    static Child startLogging(Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        return start(
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true),
                environment);
    }

    private static Child start(ProcessBuilder builder, Map<String, String> environment)
            throws IOException {
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(new Line(line, System.nanoTime()));
            }
        } catch (IOException e) {
            lines.add(new Line("broken: " + e.getMessage(), System.nanoTime()));
        }
    }

    void say(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line that fits; lines before it are passed over. */
    Line hear(Predicate<String> wanted) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (true) {
            Line line = lines.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IllegalStateException(
                        "waited in vain for a line; the last one was: " + last);
            }
            last = line.text();
            if (wanted.test(line.text())) {
                return line;
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** For programs that take no notice of their input. */
    void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Ends its input, which every program here takes for its end; waits until it is gone. */
    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
