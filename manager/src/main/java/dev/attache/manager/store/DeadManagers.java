package dev.attache.manager.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/**
 * Who we watched stand still, as arrays beside each other: a statement checks that their counters
 * still stand where we saw them, since the answer is of a moment ago.
 */
final class DeadManagers {
    private DeadManagers() {}

    static Array instances(Connection connection, Collection<ManagerTable.Seen> dead)
            throws SQLException {
        return connection.createArrayOf(
                "uuid", dead.stream().map(ManagerTable.Seen::instance).toArray(UUID[]::new));
    }

    static Array heartbeats(Connection connection, Collection<ManagerTable.Seen> dead)
            throws SQLException {
        return connection.createArrayOf(
                "bigint", dead.stream().map(ManagerTable.Seen::heartbeat).toArray(Long[]::new));
    }
}
