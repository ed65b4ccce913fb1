package dev.attache.manager.store;

import dev.attache.manager.activity.UsedDocuments;
import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The whole truth as the tables have it. One thread at a time. */
public final class PostgresUsedDocuments implements UsedDocuments {
    private static final Logger log = LoggerFactory.getLogger(PostgresUsedDocuments.class);
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int BAD_NAMES_REMEMBERED = 1_000;

    /** Of what our workers are now: a quarantine of other ones does not hold any more. */
    public record WorkerMake(@Nullable String workerVersion, String configHash) {}

    private final Database database;
    private final ManagerIdentity self;
    private final Predicate<String> isDead;
    private final Supplier<WorkerMake> make;
    private final Set<String> badNames = new HashSet<>();

    /**
     * Reads when asked.
     *
     * @param isDead whether the manager of this id is known to be dead
     */
    public PostgresUsedDocuments(
            Database database,
            ManagerIdentity self,
            Predicate<String> isDead,
            Supplier<WorkerMake> make) {
        this.database = database;
        this.self = self;
        this.isDead = isDead;
        this.make = make;
    }

    @Override
    public Reading read() throws Unreadable {
        try {
            return database.transaction(
                    AT_MOST,
                    connection -> {
                        refuseReadOnly(connection);
                        return new Reading(
                                used(connection),
                                elsewhere(connection),
                                wishes(connection),
                                quarantines(connection),
                                lifted(connection));
                    });
        } catch (StoreTrouble e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A standby, or Supabase with its disk full. It counts as away, although it answers: nothing
     * can be claimed, and documents cannot give signs, so that what is read gets older and older.
     */
    private static void refuseReadOnly(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SHOW transaction_read_only");
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                throw new SQLException(
                        "the database is read-only (a standby, or its disk is full)", "25006");
            }
        }
    }

    /** Reads one row; empty when it is nothing for us. */
    @FunctionalInterface
    private interface Row<T> {
        Optional<T> read(DocumentId document, ResultSet row) throws SQLException;
    }

    private List<Used> used(Connection connection) throws SQLException {
        return all(
                connection,
                "SELECT document_id, activity_age_ms, sign_age_ms, expects_signs FROM"
                        + " public.documents_in_use",
                (document, row) ->
                        Optional.of(
                                new Used(
                                        document,
                                        Duration.ofMillis(row.getLong(2)),
                                        row.getBoolean(4)
                                                ? Duration.ofMillis(row.getLong(3))
                                                : null)));
    }

    private List<LeasedElsewhere> elsewhere(Connection connection) throws SQLException {
        Set<String> known = managers(connection);
        return all(
                connection,
                "SELECT document_id, manager_id, epoch FROM public.document_leases WHERE"
                        + " released_at IS NULL AND instance <> '"
                        + self.instance()
                        + "'",
                (document, row) -> {
                    String manager = row.getString(2);
                    // A manager without a row is none: attache_claim sees it the same way.
                    boolean living = known.contains(manager) && !isDead.test(manager);
                    return living
                            ? Optional.of(new LeasedElsewhere(document, manager, row.getLong(3)))
                            : Optional.empty();
                });
    }

    private static Set<String> managers(Connection connection) throws SQLException {
        var ids = new HashSet<String>();
        try (var statement = connection.prepareStatement("SELECT id FROM public.managers");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private List<Wished> wishes(Connection connection) throws SQLException {
        return all(
                connection,
                "SELECT document_id, kind, coalesce(reason, ''), remaining_ms FROM"
                        + " public.overrides_in_force",
                (document, row) -> {
                    long remaining = row.getLong(4);
                    Duration endsIn = row.wasNull() ? null : Duration.ofMillis(remaining);
                    var kind = Wish.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT));
                    return Optional.of(
                            new Wished(document, new Wish(kind, row.getString(3), endsIn)));
                });
    }

    private List<Quarantined> quarantines(Connection connection) throws SQLException {
        WorkerMake now = make.get();
        return all(
                connection,
                // Infinite times, written by hand, have no age: one would cost all that is read.
                "SELECT document_id, reason, strikes, (extract(epoch FROM"
                        + " least(greatest(lift_after, now()), now() + interval '100 years') -"
                        + " now()) * 1000)::bigint, worker_version, config_hash FROM"
                        + " public.document_quarantine",
                (document, row) ->
                        holds(row.getString(5), now.workerVersion())
                                        && holds(row.getString(6), now.configHash())
                                ? Optional.of(
                                        new Quarantined(
                                                document,
                                                row.getString(2),
                                                row.getInt(3),
                                                Duration.ofMillis(row.getLong(4))))
                                : Optional.empty());
    }

    private List<Lifted> lifted(Connection connection) throws SQLException {
        WorkerMake now = make.get();
        return all(
                connection,
                "SELECT document_id, strikes, (extract(epoch FROM now() -"
                        + " least(greatest(lifted_at, timestamptz 'epoch'), now())) *"
                        + " 1000)::bigint, worker_version, config_hash FROM"
                        + " public.document_quarantine_lifted",
                (document, row) ->
                        holds(row.getString(4), now.workerVersion())
                                        && holds(row.getString(5), now.configHash())
                                ? Optional.of(
                                        new Lifted(
                                                document,
                                                row.getInt(2),
                                                Duration.ofMillis(row.getLong(3))))
                                : Optional.empty());
    }

    private static boolean holds(@Nullable String then, @Nullable String now) {
        return then == null || now == null || then.equals(now);
    }

    private <T> List<T> all(Connection connection, String sql, Row<T> reader) throws SQLException {
        var all = new ArrayList<T>();
        try (var statement = connection.prepareStatement(sql)) {
            // By a cursor that lives in the transaction: 100,000 rows are never in memory twice.
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Optional<DocumentId> document = name(rows.getString(1));
                    if (document.isPresent()) {
                        reader.read(document.get(), rows).ifPresent(all::add);
                    }
                }
            }
        }
        return all;
    }

    private Optional<DocumentId> name(String value) {
        Optional<String> fault = DocumentId.faultIn(value);
        if (fault.isPresent()) {
            if (badNames.size() < BAD_NAMES_REMEMBERED && badNames.add(value)) {
                log.warn("a document in the tables is left alone why={}", fault.get());
            }
            return Optional.empty();
        }
        return Optional.of(new DocumentId(value));
    }
}
