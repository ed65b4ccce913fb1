package dev.attache.bench.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Reads what is inserted, and tells Realtime, on a thread of its own. As with the real one, rows of
 * a time in which its connection was broken are told to nobody.
 */
final class RowReader implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(1);

    private final PostgresServer postgres;
    private final Realtime realtime;
    private final Thread thread = Thread.ofVirtual().name("row-reader").unstarted(this::run);

    private RowReader(PostgresServer postgres, Realtime realtime) {
        this.postgres = postgres;
        this.realtime = realtime;
    }

    /** Where the table is there already. */
    static RowReader start(PostgresServer postgres, Realtime realtime) {
        RowReader reader = new RowReader(postgres, realtime);
        reader.thread.start();
        return reader;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(ENDS_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                try (Connection connection = postgres.connect()) {
                    follow(connection);
                } catch (SQLException | IOException e) {
                    // PostgreSQL or Realtime is away: the next connection begins at the newest row.
                    Thread.sleep(REST);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Connection connection)
            throws SQLException, IOException, InterruptedException {
        long newest;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT coalesce(max(id), 0) FROM document_activity")) {
            row.next();
            newest = row.getLong(1);
        }
        try (PreparedStatement later =
                connection.prepareStatement(
                        "SELECT id, document_id, event_type FROM document_activity"
                                + " WHERE id > ? ORDER BY id")) {
            while (true) {
                later.setLong(1, newest);
                try (ResultSet row = later.executeQuery()) {
                    while (row.next()) {
                        newest = row.getLong(1);
                        realtime.tell(newest, row.getString(2), row.getString(3));
                    }
                }
                Thread.sleep(EVERY);
            }
        }
    }
}
