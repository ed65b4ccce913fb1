package dev.attache.manager.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The pool, and the one place for time limits. Nothing that is done here leaves a trace in a
 * session, so that it works through a transaction pooler.
 */
public final class Database implements AutoCloseable {
    /** Something done with a connection, in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Starts even when Postgres is away: that is weather. */
    public static Database open(DatabaseUrl url, int connections) {
        var config = new HikariConfig();
        config.setPoolName("attache");
        config.setJdbcUrl(url.jdbcUrl());
        config.setDataSourceProperties(url.properties("attache-manager"));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setKeepaliveTime(Duration.ofMinutes(2).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(15).toMillis());
        config.setInitializationFailTimeout(-1);
        return new Database(new HikariDataSource(config));
    }

    /** Commits, or nothing has happened; each statement may take that long. */
    <T> T transaction(Duration statementAtMost, Work<T> work) throws StoreTrouble {
        return transaction(statementAtMost, BatchWriting.PATIENCE, work);
    }

    <T> T transaction(Duration statementAtMost, Duration locksWithin, Work<T> work)
            throws StoreTrouble {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            try {
                // LOCAL: gone with the transaction. The server gives up, even if we are gone by
                // then.
                try (var limit = connection.createStatement()) {
                    limit.execute(
                            "SET LOCAL statement_timeout = "
                                    + statementAtMost.toMillis()
                                    + "; SET LOCAL lock_timeout = "
                                    + locksWithin.toMillis());
                }
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw StoreTrouble.of(e);
        }
    }

    /** One statement, which is a transaction by itself: one round trip. */
    <T> T statement(Work<T> work) throws StoreTrouble {
        try (Connection connection = connection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw StoreTrouble.of(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** To get none is weather, whatever a pooler says about it. */
    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            Throwable cause = e.getCause();
            String why = String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
            throw new SQLException("no connection to Postgres: " + why, "08001", e);
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
