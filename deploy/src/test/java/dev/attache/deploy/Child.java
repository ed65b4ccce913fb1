package dev.attache.deploy;

import static org.awaitility.Awaitility.await;

import org.awaitility.core.ConditionTimeoutException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the test; all that it says is kept. */
final class Child implements AutoCloseable {
    private final Process process;

    // Written by the listener while the test reads.
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer said = new StringBuffer();

    private Child(Process process) {
        this.process = process;
    }

    static Child start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Child child = new Child(builder.start());
        Thread.ofPlatform().daemon().start(child::listen);
        return child;
    }

    /** The rest of the first line that begins, or goes on, with the sign. */
    String awaitSaid(String sign, Duration limit) {
        try {
            await().atMost(limit).until(() -> has(sign) || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("it has not said \"" + sign + "\" in time:\n" + said, e);
        }
        if (!has(sign)) {
            throw new AssertionError("it ended before it said \"" + sign + "\":\n" + said);
        }
        return said.substring(said.indexOf(sign) + sign.length()).split("\n", 2)[0].strip();
    }

    String said() {
        return said.toString();
    }

    Process process() {
        return process;
    }

    void endOfStdin() throws IOException {
        process.getOutputStream().close();
    }

    /** Asks it to end, as Ctrl-C and service managers do, and sees it go. */
    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    void awaitEnd() {
        try {
            if (process.waitFor(60, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("it does not end:\n" + said);
    }

    private boolean has(String sign) {
        int at = said.indexOf(sign);
        return at >= 0 && said.indexOf("\n", at) >= 0;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
            }
        } catch (IOException e) {
            // Ended from outside, the pipe closes under the reader.
            said.append(e.getMessage()).append('\n');
        }
    }
}
