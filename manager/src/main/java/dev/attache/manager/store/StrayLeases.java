package dev.attache.manager.store;

import dev.attache.protocol.DocumentId;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Leases that Postgres believes are ours and we do not: a claim that was committed while its answer
 * was lost. Nobody else could claim such a document as long as we live, so they are given back.
 */
final class StrayLeases {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private record Lease(DocumentId document, long epoch) {}

    private final Database database;
    private final ManagerIdentity self;
    private final Memories memories;

    StrayLeases(Database database, ManagerIdentity self, Memories memories) {
        this.database = database;
        this.self = self;
        this.memories = memories;
    }

    /** How many there were. Those of the last minute may still be on their way to us. */
    int giveBack() throws StoreTrouble {
        return database.transaction(
                AT_MOST,
                connection -> {
                    List<Lease> stray =
                            ours(connection).stream()
                                    .filter(l -> !memories.holds(l.document(), l.epoch()))
                                    .toList();
                    try (var release =
                            connection.prepareStatement(
                                    "UPDATE public.document_leases SET released_at = now() WHERE"
                                            + " document_id = ? AND epoch = ? AND released_at IS"
                                            + " NULL")) {
                        for (Lease lease : stray) {
                            release.setString(1, lease.document().value());
                            release.setLong(2, lease.epoch());
                            release.addBatch();
                        }
                        release.executeBatch();
                    }
                    return stray.size();
                });
    }

    private List<Lease> ours(Connection connection) throws SQLException {
        var ours = new ArrayList<Lease>();
        try (var statement =
                connection.prepareStatement(
                        "SELECT document_id, epoch FROM public.document_leases WHERE instance = ?"
                                + " AND released_at IS NULL AND acquired_at < now() - interval '1"
                                + " minute'")) {
            statement.setObject(1, self.instance());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ours.add(new Lease(new DocumentId(rows.getString(1)), rows.getLong(2)));
                }
            }
        }
        return ours;
    }
}
