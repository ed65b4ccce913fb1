package dev.attache.manager.store;

import dev.attache.manager.store.ManagerTable.Seen;

import java.time.Duration;
import java.util.Optional;

/**
 * Before a manager starts: whether another instance of its id still beats on another host. On the
 * same host the file lock of the state directory has told already.
 */
public final class RivalCheck {
    /** A living one beats twice in this time. */
    private static final Duration LOOK_FOR = Heartbeat.EVERY.multipliedBy(2).plusSeconds(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private RivalCheck() {}

    /** The rival that beats, after at most 5 s; blocks. */
    public static Optional<Seen> beating(ManagerTable table, ManagerIdentity self)
            throws StoreTrouble, InterruptedException {
        Optional<Seen> first = rival(table, self);
        long until = System.nanoTime() + LOOK_FOR.toNanos();
        while (first.isPresent() && System.nanoTime() - until < 0) {
            Thread.sleep(LOOK_EVERY);
            Optional<Seen> now = rival(table, self);
            if (now.isPresent() && !now.equals(first)) {
                return now;
            }
        }
        return Optional.empty();
    }

    /** What `run` says when it refuses. */
    public static String refusal(Seen rival) {
        return "another manager with MANAGER_ID "
                + rival.id()
                + " is running on host "
                + rival.host()
                + ": stop it, or give this one a MANAGER_ID of its own";
    }

    private static Optional<Seen> rival(ManagerTable table, ManagerIdentity self)
            throws StoreTrouble {
        return table.find(self.id())
                .filter(seen -> !seen.instance().equals(self.instance()))
                .filter(seen -> !seen.host().equals(self.host()));
    }
}
