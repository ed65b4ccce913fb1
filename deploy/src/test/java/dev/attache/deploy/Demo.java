package dev.attache.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** `attache demo` at a terminal of its own, as its person sees it. */
record Demo(Child terminal, String editor, String status, String database, String ask)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path TERMINAL =
            Path.of("../manager/src/test/resources/dev/attache/manager/e2e/terminal.py")
                    .toAbsolutePath();

    static Demo start(Path home, String... words) throws IOException {
        return start(home, List.of("python3", TERMINAL.toString()), List.of(words));
    }

    /** As a script does with `&`: without a terminal, and deaf to Ctrl-C. */
    static Demo startInBackground(Path home) throws IOException {
        return start(home, List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"), List.of());
    }

    private static Demo start(Path home, List<String> starter, List<String> words)
            throws IOException {
        List<String> command = new ArrayList<>(starter);
        command.add(Archive.unpacked().launcher().toString());
        command.addAll(List.of("demo", "--port", "0"));
        command.addAll(words);
        Child terminal =
                Child.start(
                        Map.of("ATTACHE_HOME", home.toString(), "IDLE_TIMEOUT_MS", "1000"),
                        command);
        terminal.awaitSaid("Ready. ", PATIENCE);
        return new Demo(
                terminal,
                terminal.awaitSaid("  editor ", PATIENCE),
                terminal.awaitSaid("  status ", PATIENCE),
                terminal.awaitSaid("  psql ", PATIENCE),
                terminal.awaitSaid("  ask ", PATIENCE));
    }

    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url.replaceFirst("#.*", ""))).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    int statusPort() {
        return URI.create(status).getPort();
    }

    /** The first column. */
    List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:" + jdbc());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (answer.next()) {
                rows.add(answer.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    String said() {
        return terminal.said();
    }

    /** Presses Ctrl-C; the exit code. */
    int ended() throws IOException, InterruptedException {
        Process process = terminal.process();
        process.getOutputStream().write("c\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Ctrl-C does not end it:\n" + said());
        }
        return process.exitValue();
    }

    boolean isListening() throws InterruptedException {
        try {
            get(editor);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (terminal.process().isAlive()) {
            terminal.close();
        }
    }

    /** User and password stand in its address, where the driver does not look for them. */
    private String jdbc() {
        URI uri = URI.create(database);
        String[] account = uri.getUserInfo().split(":", 2);
        return "postgresql://%s:%d%s?user=%s&password=%s"
                .formatted(uri.getHost(), uri.getPort(), uri.getPath(), account[0], account[1]);
    }
}
