package dev.attache.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The SQL files, and the two things one does with them: apply them to a database, and tell how a
 * database stands to them.
 */
public final class Migrations {
    /** By hand, since a jar cannot be listed; a test holds it against the folder. */
    private static final List<String> FILES =
            List.of(
                    "20251113000000_agent_connections",
                    "20261121000100_attache_schema",
                    "20261121000110_agent_queries",
                    "20261121000200_document_state",
                    "20261121000300_books",
                    "20261121000310_lifted_quarantines",
                    "20261121000320_document_standing",
                    "20261121000400_retention",
                    "20261121000500_operator_views",
                    "20261121000600_rights");

    private Migrations() {}

    /** All files in the order in which they apply. */
    public static List<Migration> all() {
        return FILES.stream().map(Migrations::read).toList();
    }

    /** Applies what is missing, all of it or nothing; commits what the connection had begun. */
    public static MigrationReport apply(Connection connection) throws SQLException {
        return new MigrationRun(connection, all()).applyMissing();
    }

    /**
     * Applies every file again: mends what was changed by hand, and uses roles that have come
     * since.
     */
    public static MigrationReport applyAgain(Connection connection) throws SQLException {
        return new MigrationRun(connection, all()).applyAll();
    }

    /** How the schema stands to a manager of the given version; changes nothing. */
    public static SchemaState inspect(Connection connection, String managerVersion)
            throws SQLException {
        return AppliedVersions.read(connection)
                .map(applied -> applied.stateFor(all(), ReleaseVersion.of(managerVersion)))
                .orElseGet(SchemaState.Absent::new);
    }

    private static Migration read(String file) {
        String path = "/attache/migrations/" + file + ".sql";
        try (var in = Migrations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException(
                        "this build of Attaché is broken: " + path + " is not in its jar");
            }
            int underscore = file.indexOf('_');
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Migration(
                    file.substring(0, underscore), file.substring(underscore + 1), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
