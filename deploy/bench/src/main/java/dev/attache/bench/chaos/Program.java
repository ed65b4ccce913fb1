package dev.attache.bench.chaos;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of this run; all that it says stands in a file, and can be waited for. */
final class Program implements AutoCloseable {
    private static final int LINES_KEPT = 100_000;
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    // Bounded: what nobody waits for is dropped, and stands in the file all the same.
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(LINES_KEPT);
    private final Thread reader;
    private volatile @Nullable String trouble;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        reader = Thread.ofPlatform().daemon().name(name + "-out").start(() -> read(log));
    }

    static Program start(
            String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // Settings of whoever started us are not those of this run.
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("ATTACHE_") || key.startsWith("DATABASE_"));
        builder.environment().putAll(environment);
        return new Program(name, builder.start(), folder.resolve(name + ".log"));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Of one that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    void say(String line) throws IOException {
        Writer in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(line + "\n");
        in.flush();
    }

    /** The next line; an exception when none comes, or it has ended. */
    String next(Duration within) throws IOException, InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < until) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null) {
                return line;
            }
            if (!reader.isAlive() && lines.isEmpty()) {
                throw new IOException("the %s %s; its log says why".formatted(name, howItEnded()));
            }
        }
        throw new IOException(
                "the %s has said nothing for %d s".formatted(name, within.toSeconds()));
    }

    private String howItEnded() {
        String unread = trouble == null ? "" : ", and could not be read: " + trouble;
        return process.isAlive()
                ? "has closed its output" + unread
                : "has ended with exit code " + process.exitValue() + unread;
    }

    /** What stands behind the sign on the next line that has it. */
    String hear(String sign, Duration within) throws IOException, InterruptedException {
        while (true) {
            String line = next(within);
            int at = line.indexOf(sign);
            if (at >= 0) {
                return line.substring(at + sign.length());
            }
        }
    }

    void forgetLines() {
        lines.clear();
    }

    /** As only the kernel kills, with all that it has started. */
    void kill() throws InterruptedException {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly().waitFor();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /** Itself alone: what it has started must see to itself. */
    void killAlone() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void terminate() throws InterruptedException {
        process.destroy();
        leave();
    }

    /** For programs that end with their stdin. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has gone before us.
        }
        try {
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() throws InterruptedException {
        if (!process.waitFor(LEAVES_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    private void read(Path log) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                Writer kept =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                kept.write(line + "\n");
                kept.flush();
                while (!lines.offer(line)) {
                    lines.poll();
                }
            }
        } catch (IOException e) {
            // Its end closes the stream under us.
            trouble = e.toString();
        }
    }
}
