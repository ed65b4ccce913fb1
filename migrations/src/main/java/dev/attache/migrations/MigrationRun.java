package dev.attache.migrations;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One run over the files in one transaction: all or nothing, without session state, so that it
 * works through a transaction pooler.
 */
final class MigrationRun {
    /** The same number as in the files: whoever applies them, by whatever way, does it alone. */
    private static final long ONE_AT_A_TIME = 2620251113L;

    /** PostgreSQL's own notices ("already exists, skipping") are no news. */
    private static final String OUR_NOTICE = "Attaché: ";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Connection connection;
    private final List<Migration> migrations;
    private final List<String> applied = new ArrayList<>();
    private final List<String> present = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    MigrationRun(Connection connection, List<Migration> migrations) {
        this.connection = connection;
        this.migrations = migrations;
    }

    MigrationReport applyMissing() throws SQLException {
        return inOneTransaction(true);
    }

    MigrationReport applyAll() throws SQLException {
        return inOneTransaction(false);
    }

    private MigrationReport inOneTransaction(boolean onlyMissing) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            takeTurn(statement);
            // Read only now: whoever had the turn before may have applied everything.
            var there =
                    AppliedVersions.read(connection)
                            .orElseGet(() -> new AppliedVersions(new TreeMap<>()));
            for (Migration migration : migrations) {
                if (onlyMissing && there.has(migration)) {
                    present.add(migration.file());
                } else {
                    run(migration, statement);
                }
            }
            connection.commit();
            return new MigrationReport(applied, present, notices);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private void takeTurn(Statement statement) throws SQLException {
        try {
            statement.execute("SET LOCAL lock_timeout = '60s'");
            statement.execute("SELECT pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
            // A table that somebody holds for long must not keep everybody who queues behind us
            // waiting.
            statement.execute("SET LOCAL lock_timeout = '5s'");
        } catch (SQLException e) {
            throw LOCK_NOT_AVAILABLE.equals(e.getSQLState())
                    ? explained(
                            "somebody else has been migrating this database for a minute: see"
                                    + " pg_stat_activity for who, then try again",
                            e)
                    : e;
        }
    }

    private void run(Migration migration, Statement statement) throws SQLException {
        try {
            statement.clearWarnings();
            statement.execute(migration.sql());
            collectNotices(statement.getWarnings());
            applied.add(migration.file());
        } catch (SQLException e) {
            throw explained(
                    "%s was not applied, and nothing else was: %s"
                            .formatted(migration.file(), advice(e)),
                    e);
        }
    }

    private static String advice(SQLException e) {
        return switch (e.getSQLState()) {
            case LOCK_NOT_AVAILABLE ->
                    "another session holds a table for long, try again when it is done"
                            + " (pg_stat_activity shows who)";
            case INSUFFICIENT_PRIVILEGE ->
                    "%s; connect as the role that owns Attaché's tables and may create in schema public"
                            .formatted(e.getMessage());
            case null, default -> String.valueOf(e.getMessage());
        };
    }

    private static SQLException explained(String sentence, SQLException cause) {
        return new SQLException(sentence, cause.getSQLState(), cause);
    }

    private void collectNotices(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String text = String.valueOf(warning.getMessage());
            if (text.startsWith(OUR_NOTICE)) {
                notices.add(text.substring(OUR_NOTICE.length()));
            }
        }
    }
}
