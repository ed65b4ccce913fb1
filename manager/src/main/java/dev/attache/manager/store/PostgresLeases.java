package dev.attache.manager.store;

import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;

/** The table document_leases, and what the next worker must know. */
public final class PostgresLeases implements LeaseTable {
    private static final Logger log = LoggerFactory.getLogger(PostgresLeases.class);
    private static final int SECONDS_AT_MOST = 8;

    private static final String CLAIM =
            """
            WITH claim AS MATERIALIZED (
                SELECT public.attache_claim(?, ?, ?, ?, ARRAY(
                    SELECT l.instance FROM public.document_leases l
                    JOIN public.managers m ON m.id = l.manager_id
                    JOIN unnest(?::uuid[], ?::bigint[]) AS dead (instance, heartbeat)
                        ON m.instance = dead.instance AND m.heartbeat = dead.heartbeat
                    WHERE l.document_id = ?)) AS epoch
            )
            SELECT claim.epoch, l.manager_id, m.checkpoint::text,
                   (now() AT TIME ZONE 'UTC')::date::text, u.calls, u.tokens_in, u.tokens_out
            FROM claim
            LEFT JOIN public.document_leases l ON l.document_id = ?
            LEFT JOIN public.document_memory m ON m.document_id = ?
            LEFT JOIN public.agent_usage u
                ON u.document_id = ? AND u.day = (now() AT TIME ZONE 'UTC')::date
            """;

    private final Database database;
    private final ManagerIdentity self;

    public PostgresLeases(Database database, ManagerIdentity self) {
        this.database = database;
        this.self = self;
    }

    @Override
    public Answer claim(DocumentId document, long epochHint, Collection<ManagerTable.Seen> dead)
            throws StoreTrouble {
        return database.statement(
                connection -> {
                    try (var claim = connection.prepareStatement(CLAIM)) {
                        claim.setQueryTimeout(SECONDS_AT_MOST);
                        claim.setString(1, document.value());
                        claim.setString(2, self.id());
                        claim.setObject(3, self.instance());
                        claim.setLong(4, epochHint);
                        claim.setArray(5, DeadManagers.instances(connection, dead));
                        claim.setArray(6, DeadManagers.heartbeats(connection, dead));
                        for (int i = 7; i <= 10; i++) {
                            claim.setString(i, document.value());
                        }
                        try (ResultSet row = claim.executeQuery()) {
                            row.next();
                            return answer(document, row);
                        }
                    }
                });
    }

    private static Answer answer(DocumentId document, ResultSet row) throws SQLException {
        long epoch = row.getLong(1);
        if (row.wasNull()) {
            // Of the statement's beginning: a faster claim that it waited for is not in it.
            String holder = row.getString(2);
            return new Answer.Held(holder == null ? "another manager" : holder);
        }
        var today =
                new Usage(
                        LocalDate.parse(row.getString(4)),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7));
        return new Answer.Ours(epoch, checkpoint(document, row.getString(3)), today);
    }

    /** A checkpoint that was written by hand and is none costs the memory, not the document. */
    private static @Nullable Checkpoint checkpoint(DocumentId document, @Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            return new Checkpoint(json);
        } catch (IllegalArgumentException e) {
            log.warn("stored checkpoint not usable document={} why={}", document, e.getMessage());
            return null;
        }
    }
}
