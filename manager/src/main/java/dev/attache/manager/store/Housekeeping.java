package dev.attache.manager.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What is old goes, every hour, in small transactions, by one manager at a time (the lock is the
 * transaction's). Every minute: what dead managers left open is closed, so that `status = 'active'`
 * typed in psql tells the truth, leases that we do not know of are given back, and rows of ours
 * that are lost are written again.
 */
public final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final int MINUTES_BETWEEN = 60;
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int BATCHES_AT_MOST = 1_000;

    private final Database database;
    private final Supplier<? extends Collection<ManagerTable.Seen>> dead;
    private final StrayLeases stray;
    private final LostRows lost;
    private final EveryWhile minutes =
            new EveryWhile("housekeeping", Duration.ofMinutes(1), this::tidy);
    private volatile boolean closed;
    // Not all managers at the same minute.
    private int minute = ThreadLocalRandom.current().nextInt(MINUTES_BETWEEN);

    public Housekeeping(
            Database database,
            ManagerIdentity self,
            Memories memories,
            WriteBehind books,
            Supplier<? extends Collection<ManagerTable.Seen>> dead) {
        this.database = database;
        this.dead = dead;
        stray = new StrayLeases(database, self, memories);
        lost = new LostRows(database, self, memories, books);
    }

    public void start() {
        minutes.start();
    }

    @Override
    public void close() {
        closed = true;
        minutes.close();
    }

    /** How many rows went. */
    long removeOld() throws StoreTrouble {
        long removed = 0;
        for (int batch = 0; batch < BATCHES_AT_MOST && !closed; batch++) {
            long some = database.transaction(AT_MOST, Housekeeping::retain);
            if (some == 0) {
                break;
            }
            removed += some;
        }
        return removed;
    }

    /** A manager is dead by its counter, as for leases; no clock is asked. */
    int closeWhatTheDeadLeftOpen() throws StoreTrouble {
        Collection<ManagerTable.Seen> gone = dead.get();
        if (gone.isEmpty()) {
            return 0;
        }
        return database.transaction(
                AT_MOST,
                connection -> {
                    try (var close =
                            connection.prepareStatement(
                                    """
                                    UPDATE public.agent_connections c
                                    SET status = 'disconnected', disconnected_at = now(),
                                        error_message = 'Manager ' || c.manager_id || ' is dead'
                                    WHERE c.disconnected_at IS NULL AND c.manager_id IN (
                                        SELECT m.id FROM public.managers m
                                        JOIN unnest(?::uuid[], ?::bigint[]) AS dead (instance, heartbeat)
                                            ON m.instance = dead.instance AND m.heartbeat = dead.heartbeat)
                                    """)) {
                        close.setArray(1, DeadManagers.instances(connection, gone));
                        close.setArray(2, DeadManagers.heartbeats(connection, gone));
                        return close.executeUpdate();
                    }
                });
    }

    private void tidy() {
        boolean alsoOld = ++minute % MINUTES_BETWEEN == 0;
        try {
            int givenBack = stray.giveBack();
            if (givenBack > 0) {
                log.warn("gave back leases whose claim was never answered leases={}", givenBack);
            }
            int writtenAgain = lost.writeAgain();
            if (writtenAgain > 0) {
                log.warn(
                        "wrote rows of living agents again, somebody else had deleted or closed"
                                + " them rows={}",
                        writtenAgain);
            }
            int closed = closeWhatTheDeadLeftOpen();
            long removed = alsoOld ? removeOld() : 0;
            if (closed > 0 || removed > 0) {
                log.info("tidied the tables rows_removed={} rows_closed={}", removed, closed);
            }
        } catch (StoreTrouble e) {
            log.warn("tables not tidied, they wait for the next time why={}", e.getMessage());
        }
    }

    private static long retain(Connection connection) throws SQLException {
        try (var retain = connection.prepareStatement("SELECT public.attache_retain(?)")) {
            retain.setInt(1, ROWS_AT_ONCE);
            try (var row = retain.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
