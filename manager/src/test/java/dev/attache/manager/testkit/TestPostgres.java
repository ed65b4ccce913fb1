package dev.attache.manager.testkit;

import dev.attache.manager.store.DatabaseUrl;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;

/**
 * A real PostgreSQL with the schema as it is shipped, in an odd time zone, which can be stopped and
 * started again on the same port and data.
 */
public final class TestPostgres implements AutoCloseable {
    private final File data;
    private @Nullable EmbeddedPostgres server;
    private final int port;

    private TestPostgres() {
        // The driver gives its JVM's zone to each session: one that is no whole hour shows what
        // depends on it.
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try {
            data = FreshData.copy();
            server = builder().start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TestPostgres start() {
        return new TestPostgres();
    }

    public DatabaseUrl url() {
        return urlAt(port);
    }

    /** The same database through something that listens on another port. */
    public DatabaseUrl urlAt(int otherPort) {
        return DatabaseUrl.parse(
                "postgresql://postgres:postgres@localhost:" + otherPort + "/postgres");
    }

    public int port() {
        return port;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:"
                        + port
                        + "/postgres?user=postgres&password=postgres");
    }

    public void run(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Each row as its values with a bar between them. */
    public List<String> rows(String sql) {
        var all = new ArrayList<String>();
        try (Connection connection = connect();
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var values = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    values.add(String.valueOf(rows.getString(i)));
                }
                all.add(String.join("|", values));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public String value(String sql) {
        return rows(sql).getFirst();
    }

    /** As new, without the cost of a new server. */
    public void empty() {
        run(
                "TRUNCATE document_activity, document_state, agent_connections, agent_metrics,"
                        + " managers, document_leases, document_memory, document_overrides,"
                        + " document_quarantine, document_quarantine_lifted, document_positions,"
                        + " agent_usage, agent_incidents");
    }

    public void goAway() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = null;
    }

    public void comeBack() {
        try {
            server = builder().setPort(port).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        goAway();
        FreshData.delete(data.toPath());
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("timezone", "Pacific/Chatham")
                .setServerConfig("max_connections", "60");
    }
}
