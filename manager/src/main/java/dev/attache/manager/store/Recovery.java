package dev.attache.manager.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * The books after a manager was killed: its open rows are closed with the truth and its leases are
 * free. Call it once the orphans are dead and before anything is claimed; it may be called again.
 */
public final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    public static final String WHY = "Manager was killed; worker gone";

    /** What was found. */
    public record Found(int rowsClosed, int leasesFreed) {}

    private final Database database;
    private final ManagerIdentity self;

    public Recovery(Database database, ManagerIdentity self) {
        this.database = database;
        this.self = self;
    }

    public Found run() throws StoreTrouble {
        Found found =
                database.transaction(
                        AT_MOST,
                        connection -> {
                            try (var leases =
                                            connection.prepareStatement(
                                                    """
                                                    UPDATE public.document_leases SET released_at = now()
                                                    WHERE manager_id = ? AND instance <> ? AND released_at IS NULL
                                                    """);
                                    // Not what this instance has claimed since it started.
                                    var rows =
                                            connection.prepareStatement(
                                                    """
                                                    UPDATE public.agent_connections c
                                                    SET status = 'disconnected', disconnected_at = now(), error_message = ?
                                                    WHERE c.manager_id = ? AND c.disconnected_at IS NULL
                                                      AND NOT EXISTS (
                                                          SELECT FROM public.document_leases l
                                                          WHERE l.document_id = c.document_id AND l.instance = ?
                                                            AND l.released_at IS NULL AND c.epoch >= l.epoch)
                                                    """)) {
                                leases.setString(1, self.id());
                                leases.setObject(2, self.instance());
                                int freed = leases.executeUpdate();
                                rows.setString(1, WHY);
                                rows.setString(2, self.id());
                                rows.setObject(3, self.instance());
                                return new Found(rows.executeUpdate(), freed);
                            }
                        });
        log.info(
                "recovered the books rows_closed={} leases_freed={}",
                found.rowsClosed(),
                found.leasesFreed());
        return found;
    }
}
