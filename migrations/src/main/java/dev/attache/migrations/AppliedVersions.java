package dev.attache.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the table attache_schema tells: which files a database has, and the oldest manager each of
 * them still serves.
 */
record AppliedVersions(Map<String, ReleaseVersion> oldestManagers) {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Empty where the table does not exist. */
    static Optional<AppliedVersions> read(Connection connection) throws SQLException {
        try {
            return readAll(connection);
        } catch (SQLException e) {
            throw INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                    ? new SQLException(
                            "%s; connect as the role that owns Attaché's tables, or as one that has service_role"
                                    .formatted(e.getMessage()),
                            e.getSQLState(),
                            e)
                    : e;
        }
    }

    private static Optional<AppliedVersions> readAll(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var table =
                    statement.executeQuery(
                            "SELECT to_regclass('public.attache_schema') IS NOT NULL")) {
                table.next();
                if (!table.getBoolean(1)) {
                    return Optional.empty();
                }
            }
            var versions = new TreeMap<String, ReleaseVersion>();
            // Optional files note themselves too, under their names: no manager relies on them.
            try (var rows =
                    statement.executeQuery(
                            "SELECT version, oldest_manager FROM public.attache_schema WHERE"
                                    + " version ~ '^[0-9]+$'")) {
                while (rows.next()) {
                    versions.put(rows.getString(1), ReleaseVersion.of(rows.getString(2)));
                }
            }
            return Optional.of(new AppliedVersions(versions));
        }
    }

    boolean has(Migration migration) {
        return oldestManagers.containsKey(migration.version());
    }

    SchemaState stateFor(List<Migration> known, ReleaseVersion manager) {
        // First, since a manager that is too old must not be told to migrate.
        var oldest = oldestManagers.values().stream().max(ReleaseVersion::compareTo);
        if (oldest.isPresent() && oldest.get().compareTo(manager) > 0) {
            return new SchemaState.NewerRefusing(oldest.get().toString());
        }
        var missing =
                known.stream().filter(migration -> !has(migration)).map(Migration::file).toList();
        if (!missing.isEmpty()) {
            return new SchemaState.Behind(missing);
        }
        var unknown = new ArrayList<>(oldestManagers.keySet());
        unknown.removeAll(known.stream().map(Migration::version).toList());
        return unknown.isEmpty()
                ? new SchemaState.Current()
                : new SchemaState.NewerCompatible(unknown);
    }
}
