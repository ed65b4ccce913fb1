package dev.attache.manager.store;

import dev.attache.manager.fleet.Life;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What others have done to rows of ours: an operator deletes what looks stale, or another manager
 * closes what is open because it took us for dead. While the agent lives and its document is ours,
 * its row and its lease are written again.
 */
final class LostRows {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private final Database database;
    private final ManagerIdentity self;
    private final Memories memories;
    private final WriteBehind books;

    LostRows(Database database, ManagerIdentity self, Memories memories, WriteBehind books) {
        this.database = database;
        this.self = self;
        this.memories = memories;
        this.books = books;
    }

    /** How many lives and leases there were. */
    int writeAgain() throws StoreTrouble {
        int leases = leases();
        List<Life> open = books.openAndWritten();
        if (open.isEmpty()) {
            return leases;
        }
        Set<String> lost = database.transaction(AT_MOST, connection -> lost(connection, open));
        List<Life> lives = open.stream().filter(life -> lost.contains(life.agentId())).toList();
        books.writeAgain(lives);
        return leases + lives.size();
    }

    /** One that is given back meanwhile is a stray for a minute. */
    private int leases() throws StoreTrouble {
        Map<String, Long> held = memories.epochs();
        if (held.isEmpty()) {
            return 0;
        }
        return database.transaction(
                AT_MOST,
                connection -> {
                    try (var insert =
                            connection.prepareStatement(
                                    """
                                    INSERT INTO public.document_leases (document_id, manager_id, instance, epoch)
                                    SELECT v.document_id, ?, ?, v.epoch
                                    FROM unnest(?::text[], ?::bigint[]) AS v (document_id, epoch)
                                    WHERE NOT EXISTS (SELECT FROM public.document_leases l WHERE l.document_id = v.document_id)
                                    ORDER BY v.document_id
                                    ON CONFLICT (document_id) DO NOTHING
                                    """)) {
                        insert.setString(1, self.id());
                        insert.setObject(2, self.instance());
                        insert.setArray(
                                3, connection.createArrayOf("text", held.keySet().toArray()));
                        insert.setArray(
                                4, connection.createArrayOf("bigint", held.values().toArray()));
                        return insert.executeUpdate();
                    }
                });
    }

    private static Set<String> lost(Connection connection, List<Life> open) throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT v.agent_id
                        FROM unnest(?::text[], ?::text[], ?::bigint[]) AS v (agent_id, document_id, epoch)
                        WHERE NOT EXISTS (SELECT FROM public.agent_connections c
                                          WHERE c.agent_id = v.agent_id AND c.disconnected_at IS NULL)
                          AND NOT EXISTS (SELECT FROM public.document_leases l
                                          WHERE l.document_id = v.document_id AND l.epoch > v.epoch)
                        """)) {
            query.setArray(
                    1,
                    connection.createArrayOf("text", open.stream().map(Life::agentId).toArray()));
            query.setArray(
                    2,
                    connection.createArrayOf(
                            "text", open.stream().map(life -> life.document().value()).toArray()));
            query.setArray(
                    3,
                    connection.createArrayOf("bigint", open.stream().map(Life::epoch).toArray()));
            var lost = new HashSet<String>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lost.add(rows.getString(1));
                }
            }
            return lost;
        }
    }
}
