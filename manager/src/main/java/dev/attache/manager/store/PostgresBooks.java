package dev.attache.manager.store;

import dev.attache.manager.store.PostgresUsedDocuments.WorkerMake;
import dev.attache.protocol.DocumentId;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The tables of the books, each batch in one transaction. */
public final class PostgresBooks implements BookTable {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final Database database;
    private final ManagerIdentity self;
    private final Supplier<WorkerMake> make;

    public PostgresBooks(Database database, ManagerIdentity self, Supplier<WorkerMake> make) {
        this.database = database;
        this.self = self;
        this.make = make;
    }

    @Override
    public void write(List<BookEntry> entries, Duration locksWithin) throws StoreTrouble {
        long asked = System.nanoTime();
        database.transaction(
                AT_MOST,
                locksWithin,
                connection -> {
                    // A connection may have been waited for through the end of an outage, and the
                    // ages were counted before.
                    Duration waited = Duration.ofNanos(System.nanoTime() - asked);
                    write(connection, entries.stream().map(entry -> entry.later(waited)).toList());
                    return entries.size();
                });
    }

    private void write(Connection connection, List<BookEntry> entries) throws SQLException {
        statuses(connection, of(entries, BookEntry.Status.class));
        touched(connection, of(entries, BookEntry.Touched.class));
        memories(connection, of(entries, BookEntry.Memory.class));
        new PostgresIncidents(connection, self, make.get()).write(entries);
        givenBack(connection, of(entries, BookEntry.GivenBack.class));
    }

    static <T extends BookEntry> List<T> of(List<BookEntry> entries, Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void statuses(Connection connection, List<BookEntry.Status> statuses)
            throws SQLException {
        if (statuses.isEmpty()) {
            return;
        }
        holdLeases(connection, statuses.stream().map(s -> s.life().document()).distinct().toList());
        upsert(connection, statuses.stream().filter(BookEntry.Status::closes).toList());
        List<BookEntry.Status> opening =
                statuses.stream()
                        .filter(status -> !status.closes())
                        .sorted(
                                Comparator.comparingLong((BookEntry.Status s) -> s.life().epoch())
                                        .thenComparingInt(s -> s.life().number()))
                        .toList();
        closeLower(connection, opening);
        upsert(connection, opening);
    }

    /** A claim by another manager waits until this is written, and then closes what it finds. */
    private static void holdLeases(Connection connection, List<DocumentId> documents)
            throws SQLException {
        try (var lock =
                connection.prepareStatement(
                        "SELECT FROM public.document_leases WHERE document_id = ANY (?) ORDER BY"
                                + " document_id FOR SHARE")) {
            lock.setArray(
                    1,
                    connection.createArrayOf(
                            "text", documents.stream().map(DocumentId::value).toArray()));
            lock.execute();
        }
    }

    private static void closeLower(Connection connection, List<BookEntry.Status> opening)
            throws SQLException {
        try (var close =
                connection.prepareStatement(
                        """
                        UPDATE public.agent_connections c
                        SET status = 'disconnected', disconnected_at = coalesce(c.disconnected_at, now()),
                            error_message = coalesce(c.error_message, 'Superseded by a later agent')
                        WHERE c.document_id = ? AND ((c.epoch, c.life) < (?, ?) OR c.epoch > ?)
                          AND (c.disconnected_at IS NULL OR c.status IN ('connecting', 'active'))
                          AND ? >= coalesce((SELECT l.epoch FROM public.document_leases l
                                             WHERE l.document_id = c.document_id), 0)
                        """)) {
            for (var status : opening) {
                close.setString(1, status.life().document().value());
                close.setLong(2, status.life().epoch());
                close.setInt(3, status.life().number());
                // Above the lease's own there is none, unless somebody has written it by hand.
                close.setLong(4, status.life().epoch());
                close.setLong(5, status.life().epoch());
                close.addBatch();
            }
            close.executeBatch();
        }
    }

    private void upsert(Connection connection, List<BookEntry.Status> statuses)
            throws SQLException {
        try (var upsert =
                connection.prepareStatement(
                        """
                        INSERT INTO public.agent_connections AS c
                            (document_id, agent_id, epoch, life, status, agent_pid, worker_version, error_message,
                             connected_at, last_activity_at, disconnected_at, manager_id, manager_host)
                        SELECT v.document_id, v.agent_id, v.epoch, v.life, v.status, v.pid, v.version, v.reason,
                               now() - v.launched * interval '1 ms', now() - v.launched * interval '1 ms',
                               CASE WHEN v.closes THEN now() - v.age * interval '1 ms' END, v.manager, v.host
                        FROM (SELECT ?::text AS document_id, ?::text AS agent_id, ?::bigint AS epoch, ?::integer AS life,
                                     ?::text AS status, ?::integer AS pid, ?::text AS version, ?::text AS reason,
                                     ?::bigint AS launched, ?::boolean AS closes, ?::bigint AS age,
                                     ?::text AS manager, ?::text AS host) v
                        WHERE v.closes OR v.epoch >= coalesce((SELECT l.epoch FROM public.document_leases l
                                                               WHERE l.document_id = v.document_id), 0)
                        ON CONFLICT (agent_id) DO UPDATE SET
                            status = excluded.status,
                            agent_pid = coalesce(excluded.agent_pid, c.agent_pid),
                            worker_version = coalesce(excluded.worker_version, c.worker_version),
                            error_message = CASE WHEN excluded.disconnected_at IS NULL THEN excluded.error_message
                                                 ELSE coalesce(excluded.error_message, c.error_message) END,
                            disconnected_at = CASE WHEN excluded.disconnected_at IS NOT NULL
                                                   THEN least(c.disconnected_at, excluded.disconnected_at) END
                        """)) {
            for (var status : statuses) {
                upsert.setString(1, status.life().document().value());
                upsert.setString(2, status.life().agentId());
                upsert.setLong(3, status.life().epoch());
                upsert.setInt(4, status.life().number());
                upsert.setString(5, status.status().name().toLowerCase(Locale.ROOT));
                upsert.setObject(6, status.pid() == null ? null : status.pid().intValue());
                upsert.setString(7, PlainText.of(status.workerVersion()));
                upsert.setString(8, PlainText.of(status.reason()));
                upsert.setLong(9, status.launchedAgo().toMillis());
                upsert.setBoolean(10, status.closes());
                upsert.setLong(11, status.age().toMillis());
                upsert.setString(12, self.id());
                upsert.setString(13, self.host());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static void touched(Connection connection, List<BookEntry.Touched> touched)
            throws SQLException {
        try (var touch =
                connection.prepareStatement(
                        "UPDATE public.agent_connections SET last_activity_at ="
                                + " greatest(last_activity_at, now() - ? * interval '1 ms') WHERE"
                                + " agent_id = ?")) {
            for (var entry : touched) {
                touch.setLong(1, entry.age().toMillis());
                touch.setString(2, entry.life().agentId());
                touch.addBatch();
            }
            touch.executeBatch();
        }
    }

    private static void memories(Connection connection, List<BookEntry.Memory> memories)
            throws SQLException {
        try (var keep =
                connection.prepareStatement(
                        """
                        INSERT INTO public.document_memory AS m (document_id, checkpoint, epoch, life, updated_at)
                        VALUES (?, ?::json, ?, ?, now() - ? * interval '1 ms')
                        ON CONFLICT (document_id) DO UPDATE SET checkpoint = excluded.checkpoint,
                            epoch = excluded.epoch, life = excluded.life, updated_at = excluded.updated_at
                        WHERE (m.epoch, m.life) <= (excluded.epoch, excluded.life)
                           OR m.epoch > (SELECT l.epoch FROM public.document_leases l
                                         WHERE l.document_id = excluded.document_id)
                        """)) {
            for (var memory : memories) {
                keep.setString(1, memory.life().document().value());
                keep.setString(2, memory.checkpoint().json());
                keep.setLong(3, memory.life().epoch());
                keep.setInt(4, memory.life().number());
                keep.setLong(5, memory.age().toMillis());
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    private void givenBack(Connection connection, List<BookEntry.GivenBack> givenBack)
            throws SQLException {
        try (var release =
                connection.prepareStatement(
                        "UPDATE public.document_leases SET released_at = now() WHERE document_id ="
                                + " ? AND epoch = ? AND instance = ? AND released_at IS NULL")) {
            for (var entry : givenBack) {
                release.setString(1, entry.document().value());
                release.setLong(2, entry.epoch());
                release.setObject(3, self.instance());
                release.addBatch();
            }
            release.executeBatch();
        }
    }
}
