package dev.attache.worker.peers;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script of src/test/node, spoken to in lines of JSON; it ends when its stdin does. */
public final class NodePeer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private NodePeer(Process process) {
        this.process = process;
        this.out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    public static NodePeer start(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        try {
            return new NodePeer(
                    new ProcessBuilder(command)
                            .directory(Path.of("src/test/node").toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("the tests need Node 20 or newer on the path", e);
        }
    }

    /** A line that it says by itself, such as the port of a server. */
    public String line() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException(
                        "the peer ended: its stderr is in the output above");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void say(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to do something, with names and values in turn, and waits for the answer. */
    public @Nullable Object ask(String what, Object... arguments) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("do", what);
        for (int i = 0; i < arguments.length; i += 2) {
            command.put((String) arguments[i], arguments[i + 1]);
        }
        say(Json.canonical(command));
        Object answer = Json.read(line());
        if (answer instanceof Map<?, ?> map && map.containsKey("error")) {
            throw new IllegalStateException(String.valueOf(map.get("error")));
        }
        return answer;
    }

    /** It clears away what it has started and laid down; only one that does not is made to end. */
    @Override
    public void close() throws IOException {
        in.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
