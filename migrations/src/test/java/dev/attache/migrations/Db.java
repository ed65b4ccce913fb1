package dev.attache.migrations;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection to one test database, with as little ceremony as psql: everything goes in and comes
 * out as text.
 */
final class Db implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final PostgresServer server;
    private final String name;
    private final Connection connection;

    Db(PostgresServer server, String name, Connection connection) {
        this.server = server;
        this.name = name;
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    String name() {
        return name;
    }

    /** A second connection to the same database. */
    Db again() {
        return as("postgres");
    }

    Db as(String user) {
        return server.connect(name, user);
    }

    /** The same database as some role that cannot log in. */
    Db inRole(String role) {
        Db db = as("postgres");
        db.run("SET SESSION AUTHORIZATION " + role);
        return db;
    }

    MigrationReport migrate() {
        try {
            return Migrations.apply(connection);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    Db migrated() {
        migrate();
        return this;
    }

    /** Runs one statement; returns how many rows it touched. */
    int run(String sql, @Nullable Object... arguments) {
        try (var statement = prepared(sql, arguments)) {
            statement.execute();
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    List<List<String>> rows(String sql, @Nullable Object... arguments) {
        try (var statement = prepared(sql, arguments);
                var result = statement.executeQuery()) {
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    String text = result.getString(column);
                    row.add(text == null ? "∅" : text);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    /** The only value of the only row; ∅ for null. */
    String one(String sql, @Nullable Object... arguments) {
        var rows = rows(sql, arguments);
        if (rows.size() != 1 || rows.getFirst().size() != 1) {
            throw new AssertionError("one value expected from " + sql + " but got " + rows);
        }
        return rows.getFirst().getFirst();
    }

    long number(String sql, @Nullable Object... arguments) {
        return Long.parseLong(one(sql, arguments));
    }

    /**
     * How many times the channel was notified since LISTEN or the last look. Exact and without
     * waiting for silence: notifications arrive in the order of commits, so ours, sent last, ends
     * the count.
     */
    int notified() {
        try (Db other = again()) {
            other.run("SELECT pg_notify('attache_activity', 'end of count')");
            int count = 0;
            while (true) {
                PGNotification[] heard =
                        connection.unwrap(PGConnection.class).getNotifications(PATIENCE_MS);
                if (heard.length == 0) {
                    throw new AssertionError("even our own notification did not arrive");
                }
                for (PGNotification one : heard) {
                    if (one.getParameter().equals("end of count")) {
                        return count;
                    }
                    count++;
                }
            }
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    /**
     * What the database refused, with its SQLSTATE in front so that tests can tell a right from a
     * fault.
     */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(SQLException cause) {
            super(cause.getSQLState() + " " + cause.getMessage(), cause);
        }
    }
}
