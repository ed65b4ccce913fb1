package dev.attache.bench.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL that comes back on the same port with the same data. */
final class PostgresServer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    PostgresServer(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        server = begin();
    }

    String url() {
        return "postgresql://postgres:postgres@localhost:" + port + "/postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=5",
                "postgres",
                "postgres");
    }

    /** Fast: whoever is connected is thrown out. */
    synchronized void stop() throws IOException {
        server.close();
    }

    synchronized void startAgain() throws IOException {
        server = begin();
    }

    /** False while it is being restarted on a slow machine: then nobody has a connection. */
    boolean cutConnections() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            return true;
        } catch (SQLException e) {
            if (isAway(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Nobody there (08), or one who is going or coming (57P). */
    private static boolean isAway(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private EmbeddedPostgres begin() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTS_WITHIN)
                .start();
    }
}
