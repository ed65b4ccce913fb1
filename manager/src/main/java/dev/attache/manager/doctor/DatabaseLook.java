package dev.attache.manager.doctor;

import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.store.DatabaseUrl;
import dev.attache.migrations.Migrations;
import dev.attache.migrations.SchemaState;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether Postgres answers, is new enough, has the schema, and lets us. */
final class DatabaseLook {
    private static final int OLDEST_SERVER = 14;
    private static final int SAMPLES_A_DAY = 24 * 60 * 60 / 30;

    private static final String CONNECT_AS =
            "connect as the owner of the tables, or GRANT service_role TO this role";

    private final DatabaseUrl url;

    DatabaseLook(DatabaseUrl url) {
        this.url = url;
    }

    /** Whether it could be reached. */
    boolean examine(String version, ManagerConfig config, Consumer<Finding> found) {
        try (Connection connection = url.connect("attache doctor")) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            found.accept(
                    major >= OLDEST_SERVER
                            ? Finding.ok("database", "PostgreSQL " + major + " at " + url)
                            : Finding.fail(
                                    "database",
                                    "PostgreSQL " + major + " at " + url,
                                    "Attaché needs " + OLDEST_SERVER + " or newer"));
            if (seesNoRows(connection)) {
                found.accept(
                        Finding.fail(
                                "rights",
                                "this role sees no row of Attaché's tables: it has rights, and no"
                                        + " policy of theirs (row security) is for it",
                                CONNECT_AS));
                return true;
            }
            SchemaState schema = Migrations.inspect(connection, version);
            if (!schema.serves()) {
                found.accept(
                        Finding.fail("schema", schema.sentence(), "then run the doctor again"));
                return true;
            }
            found.accept(Finding.ok("schema", schema.sentence()));
            Finding rights = rights(connection);
            found.accept(rights);
            if (rights.verdict() == Finding.Verdict.OK) {
                found.accept(growth(connection, config));
            }
            return true;
        } catch (SQLException e) {
            found.accept(Finding.fail("database", url + ": " + e.getMessage(), advice(e)));
            return false;
        }
    }

    private static String advice(SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case "28P01", "28000" -> "correct user and password in DATABASE_URL";
            case "3D000" -> "create that database, or correct its name in DATABASE_URL";
            case "42501" -> "connect as the role that owns Attaché's tables, or as service_role";
            case "53300" -> "raise max_connections, or use a pooler";
            default -> "start PostgreSQL there, or correct host and port in DATABASE_URL";
        };
    }

    /** What a manager does every day, asked without doing it. */
    private static Finding rights(Connection connection) throws SQLException {
        if (isReadOnly(connection)) {
            return Finding.fail(
                    "rights",
                    "the database is read-only: nothing can be claimed or booked",
                    "connect to the primary, or free space on its disk (Supabase stops writes when"
                            + " that is full)");
        }
        List<String> missing = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT r.right_of || ' on ' || r.name FROM (
                                    SELECT t.name, p.right_of,
                                           has_table_privilege('public.' || t.name, p.right_of) AS has
                                    FROM unnest(ARRAY['agent_connections', 'agent_metrics', 'document_state', 'document_overrides',
                                        'managers', 'document_leases', 'document_memory', 'document_quarantine',
                                        'document_quarantine_lifted', 'document_positions', 'agent_usage', 'agent_incidents']) AS t(name),
                                         unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p(right_of)
                                    UNION ALL
                                    SELECT s.name, 'USAGE', has_sequence_privilege('public.' || s.name, 'USAGE')
                                    FROM unnest(ARRAY['agent_metrics_id_seq', 'agent_incidents_id_seq']) AS s(name)
                                    UNION ALL
                                    SELECT 'attache_claim', 'EXECUTE',
                                           has_function_privilege('public.attache_claim(text,text,uuid,bigint,uuid[])', 'EXECUTE')
                                ) r
                                WHERE NOT r.has ORDER BY 1
                                """)) {
            while (rows.next()) {
                missing.add(rows.getString(1));
            }
        }
        return missing.isEmpty()
                ? Finding.ok("rights", "this role may do all that a manager does")
                : Finding.fail("rights", "this role lacks " + some(missing), CONNECT_AS);
    }

    /** The schema would look as if nothing had been applied, and all documents unused. */
    private static boolean seesNoRows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT FROM pg_class c
                                WHERE c.oid = to_regclass('public.attache_schema')
                                  AND has_table_privilege(c.oid, 'SELECT') AND row_security_active(c.oid)
                                  AND NOT EXISTS (
                                      SELECT FROM pg_policy p, unnest(p.polroles) AS r
                                      WHERE p.polrelid = c.oid AND (r = 0 OR pg_has_role(r, 'USAGE')))
                                """)) {
            return row.next();
        }
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW transaction_read_only")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String some(List<String> missing) {
        return missing.size() <= 3
                ? String.join(", ", missing)
                : String.join(", ", missing.subList(0, 3))
                        + " and "
                        + (missing.size() - 3)
                        + " more rights";
    }

    /** What a day brings, so that nobody is surprised by a bill. */
    private static Finding growth(Connection connection, ManagerConfig config) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                SELECT (SELECT count(*) FROM document_activity WHERE "timestamp" > now() - interval '1 day'),
                                       (SELECT count(*) FROM agent_connections WHERE connected_at > now() - interval '1 day'),
                                       pg_size_pretty(pg_database_size(current_database()))
                                """)) {
            row.next();
            long samples = (long) config.policy().capacity() * SAMPLES_A_DAY;
            return Finding.ok(
                    "rows a day",
                    "up to %,d metrics with all %d agents busy (kept raw for a day, then by the hour); the last day brought %,d activity rows and %,d lives; the database has %s"
                            .formatted(
                                    samples,
                                    config.policy().capacity(),
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getString(3)));
        }
    }
}
