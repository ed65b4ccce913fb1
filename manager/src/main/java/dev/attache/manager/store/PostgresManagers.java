package dev.attache.manager.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table managers. */
public final class PostgresManagers implements ManagerTable {
    private static final Duration AT_MOST = Duration.ofSeconds(4);

    private static final String BEAT =
            """
            INSERT INTO public.managers AS m (id, instance, host, pid, version, capacity, draining, heartbeat)
            VALUES (?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (id) DO UPDATE
                SET instance = excluded.instance, host = excluded.host, pid = excluded.pid,
                    version = excluded.version, capacity = excluded.capacity,
                    draining = excluded.draining, heartbeat = m.heartbeat + 1, heartbeat_at = now(),
                    started_at = CASE WHEN m.instance = excluded.instance THEN m.started_at ELSE now() END
                WHERE m.instance = excluded.instance OR ?
            """;

    private final Database database;

    public PostgresManagers(Database database) {
        this.database = database;
    }

    @Override
    public Round beat(ManagerIdentity self, int capacity, boolean draining, boolean first)
            throws StoreTrouble {
        return database.transaction(
                AT_MOST,
                connection -> {
                    try (var beat = connection.prepareStatement(BEAT)) {
                        beat.setString(1, self.id());
                        beat.setObject(2, self.instance());
                        beat.setString(3, self.host());
                        beat.setLong(4, self.pid());
                        beat.setString(5, self.version());
                        beat.setInt(6, capacity);
                        beat.setBoolean(7, draining);
                        beat.setBoolean(8, first);
                        boolean ours = beat.executeUpdate() > 0;
                        var others = new ArrayList<Seen>();
                        Seen rival = null;
                        for (Seen seen : all(connection)) {
                            if (!seen.id().equals(self.id())) {
                                others.add(seen);
                            } else if (!ours) {
                                rival = seen;
                            }
                        }
                        return new Round(others, rival);
                    }
                });
    }

    @Override
    public Optional<Seen> find(String id) throws StoreTrouble {
        return database.transaction(
                AT_MOST,
                connection ->
                        all(connection).stream().filter(seen -> seen.id().equals(id)).findFirst());
    }

    @Override
    public void leave(ManagerIdentity self) throws StoreTrouble {
        database.transaction(
                AT_MOST,
                connection -> {
                    try (var leases =
                                    connection.prepareStatement(
                                            "UPDATE public.document_leases SET released_at = now()"
                                                + " WHERE instance = ? AND released_at IS NULL");
                            var row =
                                    connection.prepareStatement(
                                            "DELETE FROM public.managers WHERE id = ? AND instance"
                                                    + " = ?")) {
                        leases.setObject(1, self.instance());
                        leases.executeUpdate();
                        row.setString(1, self.id());
                        row.setObject(2, self.instance());
                        return row.executeUpdate();
                    }
                });
    }

    private static List<Seen> all(Connection connection) throws SQLException {
        var all = new ArrayList<Seen>();
        try (var statement =
                        connection.prepareStatement(
                                "SELECT id, instance, host, pid, heartbeat FROM public.managers");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.add(
                        new Seen(
                                rows.getString(1),
                                rows.getObject(2, UUID.class),
                                rows.getString(3),
                                rows.getLong(4),
                                rows.getLong(5)));
            }
        }
        return all;
    }
}
