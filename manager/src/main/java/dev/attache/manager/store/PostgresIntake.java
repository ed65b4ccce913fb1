package dev.attache.manager.store;

import dev.attache.manager.ingest.ApiError;
import dev.attache.manager.ingest.Insert;
import dev.attache.manager.ingest.Intake;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes what came through the ingest door, with the statements that PostgREST makes. Names are of
 * the door's whitelist, values are parameters.
 */
public final class PostgresIntake implements Intake {
    /** The sender gives up after 10 s, and must not learn of a success then. */
    private static final Duration STATEMENT_AT_MOST = Duration.ofSeconds(8);

    private final Database database;

    public PostgresIntake(Database database) {
        this.database = database;
    }

    @Override
    public Inserted insert(Insert insert) throws ApiError {
        try {
            return database.transaction(
                    STATEMENT_AT_MOST,
                    connection -> {
                        try (var statement = connection.prepareStatement(sql(insert))) {
                            statement.setString(1, insert.json());
                            try (var rows = statement.executeQuery()) {
                                rows.next();
                                var inserted = new Inserted(rows.getInt(1), rows.getString(2));
                                if (insert.single() && inserted.rows() != 1) {
                                    throw new NotOne(inserted.rows());
                                }
                                return inserted;
                            }
                        }
                    });
        } catch (NotOne e) {
            return new Inserted(e.rows, "[]");
        } catch (StoreTrouble e) {
            throw said(e);
        }
    }

    @Override
    public boolean seen(Seen seen) throws ApiError {
        return call(
                "SELECT public.document_seen(document_id := ?, seq := ?, user_count := ?,"
                        + " edited_ms_ago := ?)",
                statement -> {
                    statement.setString(1, seen.document());
                    number(statement, 2, Types.BIGINT, seen.seq());
                    number(statement, 3, Types.INTEGER, seen.users());
                    number(statement, 4, Types.BIGINT, seen.editedMsAgo());
                },
                rows -> rows.getBoolean(1));
    }

    @Override
    public boolean switched(Switched switched) throws ApiError {
        return call(
                "SELECT public.document_switch(document_id := ?, seq := ?, \"off\" := ?)",
                statement -> {
                    statement.setString(1, switched.document());
                    number(statement, 2, Types.BIGINT, switched.seq());
                    statement.setBoolean(3, switched.off());
                },
                rows -> rows.getBoolean(1));
    }

    @Override
    public String standing(String document) throws ApiError {
        return call(
                "SELECT public.document_standing(document_id := ?)::text",
                statement -> statement.setString(1, document),
                rows -> rows.getString(1));
    }

    @FunctionalInterface
    private interface Arguments {
        void to(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Value<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T call(String sql, Arguments arguments, Value<T> value) throws ApiError {
        try {
            return database.transaction(
                    STATEMENT_AT_MOST,
                    connection -> {
                        try (var statement = connection.prepareStatement(sql)) {
                            arguments.to(statement);
                            try (var rows = statement.executeQuery()) {
                                rows.next();
                                return value.of(rows);
                            }
                        }
                    });
        } catch (StoreTrouble e) {
            throw said(e);
        }
    }

    /** Visible to the test that runs it in the role of documents. */
    static String sql(Insert insert) {
        String columns = quoted(insert.columns());
        String typed =
                IntStream.range(0, insert.columns().size())
                        .mapToObj(
                                i ->
                                        quoted(List.of(insert.columns().get(i)))
                                                + " "
                                                + insert.types().get(i))
                        .collect(Collectors.joining(", "));
        String conflict = insert.ignoreDuplicates() ? " ON CONFLICT (\"event_id\") DO NOTHING" : "";
        boolean wanted = !insert.returned().isEmpty();
        return "WITH pgrst_source AS (INSERT INTO \"public\".\"document_activity\" ("
                + columns
                + ") SELECT "
                + columns
                + " FROM json_to_recordset(?::json) AS _("
                + typed
                + ")"
                + conflict
                + " RETURNING "
                + (wanted ? quoted(insert.returned()) : "1")
                + ") SELECT pg_catalog.count(_postgrest_t), "
                + (wanted ? "coalesce(json_agg(_postgrest_t), '[]')::text" : "''")
                + " FROM (SELECT * FROM pgrst_source) _postgrest_t";
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    private static void number(
            PreparedStatement statement, int at, int type, @Nullable Number value)
            throws SQLException {
        if (value == null) {
            statement.setNull(at, type);
        } else {
            statement.setObject(at, value, type);
        }
    }

    private static ApiError said(StoreTrouble trouble) {
        ServerErrorMessage server =
                trouble.getCause() instanceof PSQLException e ? e.getServerErrorMessage() : null;
        if (server != null && server.getSQLState() != null) {
            // The detail of a broken constraint repeats the row; of a duplicate, only its key.
            boolean duplicate = "23505".equals(server.getSQLState());
            return ApiError.postgres(
                    String.valueOf(server.getSQLState()),
                    String.valueOf(server.getMessage()),
                    duplicate ? server.getDetail() : null,
                    server.getHint());
        }
        return ApiError.postgres("08006", "no connection to Postgres, try again", null, null);
    }

    /** Ends the transaction: what is not one row was not asked for. */
    private static final class NotOne extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int rows;

        NotOne(int rows) {
            super("not one row", null, false, false);
            this.rows = rows;
        }
    }
}
