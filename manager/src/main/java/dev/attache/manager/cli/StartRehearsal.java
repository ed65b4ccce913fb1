package dev.attache.manager.cli;

import dev.attache.manager.Refused;
import dev.attache.manager.demo.EmbeddedDatabase;
import dev.attache.manager.status.ApiToken;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A whole life of a manager, played for its start-up cache: `run` against a PostgreSQL of its own,
 * which holds nobody's data; a document comes, an agent is attached, questions are answered, it
 * drains. Everything lies in one folder, which is gone afterwards.
 */
public final class StartRehearsal {
    private static final Duration EACH_STEP_WITHIN = Duration.ofMinutes(5);
    private static final String MANAGER_ID = "rehearsal";
    private static final String WORKER =
            """
            printf '{"type":"ready","protocol":1,"version":"rehearsal","can":["spare","release"]}\\n'
            while read -r line; do
              case $line in
                *'"type":"attach"'*) printf '{"type":"connected"}\\n{"type":"free"}\\n' ;;
                *'"type":"release"'*) printf '{"type":"released"}\\n'; exit 0 ;;
                *'"type":"shutdown"'*) exit 0 ;;
              esac
            done
            """;

    private final Path folder;
    private final AtomicBoolean played = new AtomicBoolean();

    private StartRehearsal(Path folder) {
        this.folder = folder;
    }

    /** Returns the exit code: 0 when it was played to its end. */
    public static int play(Path folder, Map<String, String> environment, PrintWriter err) {
        StartRehearsal rehearsal = new StartRehearsal(folder);
        try {
            clear(folder);
            Files.createDirectories(folder);
            // Where the server's programs are unpacked.
            System.setProperty("java.io.tmpdir", folder.toString());
            try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("postgres"))) {
                return rehearsal.run(database.url(), environment, err);
            } finally {
                clear(folder);
            }
        } catch (IOException | Refused e) {
            err.println("the rehearsal could not be played: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Exit.FAILED;
    }

    private int run(String database, Map<String, String> environment, PrintWriter err)
            throws IOException {
        Path worker = Files.writeString(folder.resolve("worker.sh"), WORKER);
        Map<String, String> settings =
                Map.of(
                        "PATH",
                        environment.getOrDefault("PATH", "/usr/bin:/bin"),
                        "DATABASE_URL",
                        database,
                        "AGENT_TOKEN_SECRET",
                        "rehearsal-rehearsal",
                        "ATTACHE_HOME",
                        folder.resolve("home").toString(),
                        "MANAGER_ID",
                        MANAGER_ID,
                        "HTTP_PORT",
                        "0",
                        "WARM_SPARES",
                        "1",
                        "MEMORY_PER_WORKER_MB",
                        "0",
                        "WORKER_COMMAND",
                        "/bin/sh '" + worker + "'");
        Thread.ofPlatform().name("audience").daemon().start(() -> attend(database, err));
        int exit =
                Commands.run(
                        new String[] {"run", "--migrate"}, new Surroundings(settings, err, err));
        return exit == Exit.OK && played.get() ? Exit.OK : Exit.FAILED;
    }

    /** Gives the manager something to do, asks how it is, and lets it go. */
    private void attend(String database, PrintWriter err) {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:" + withoutUser(database), "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            Path state = folder.resolve("home");
            until(() -> !found(state, ApiToken.ADDRESS_FILE).isEmpty());
            Path where = found(state, ApiToken.ADDRESS_FILE).getFirst();
            URI address = URI.create(Files.readString(where).strip());
            // Written before the address is.
            String token = Files.readString(where.resolveSibling(ApiToken.TOKEN_FILE)).strip();
            ask(address, "GET", "/readyz", token);
            statement.execute(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('rehearsal', 'active', 1)");
            until(() -> attached(statement));
            for (String page :
                    List.of(
                            "/metrics",
                            "/healthz",
                            "/readyz",
                            "/api/v1/status",
                            "/api/v1/documents/rehearsal")) {
                ask(address, "GET", page, token);
            }
            statement.execute(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('rehearsal', 'idle', 0)");
            until(() -> !attached(statement));
            played.set(true);
            ask(address, "POST", "/api/v1/drain", token);
        } catch (IOException | SQLException | IllegalStateException e) {
            err.println("the rehearsal did not come to its end: " + e.getMessage());
            Runtime.getRuntime().halt(Exit.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String withoutUser(String database) {
        return database.replaceFirst("//[^@]*@", "//");
    }

    private static boolean attached(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT 1 FROM agent_connections WHERE status = 'active'")) {
            return rows.next();
        }
    }

    /** By a bare socket: a client's classes would only fill the cache. */
    private static void ask(URI address, String method, String path, String token)
            throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) EACH_STEP_WITHIN.toMillis());
            String request =
                    "%s %s HTTP/1.1\r\nHost: rehearsal\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .formatted(method, path, token);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private interface Condition {
        boolean holds() throws IOException, SQLException;
    }

    private static void until(Condition condition)
            throws IOException, SQLException, InterruptedException {
        long end = System.nanoTime() + EACH_STEP_WITHIN.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "a step took longer than " + EACH_STEP_WITHIN.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    private static List<Path> found(Path under, String name) throws IOException {
        if (!Files.isDirectory(under)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(file -> file.endsWith(name)).toList();
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
