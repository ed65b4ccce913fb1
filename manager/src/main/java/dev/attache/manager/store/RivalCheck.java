package dev.attache.manager.store;

import dev.attache.manager.store.ManagerTable.Seen;

import java.time.Duration;
import java.util.Optional;

/**
 * Before a manager starts: whether another instance of its id still beats. On the same host the
 * lock of the state directory tells only of those that share it: somebody who tries `attache run`
 * from a checkout, with another ATTACHE_HOME, must not rob the manager that runs as a service.
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
                + " (pid "
                + rival.pid()
                + "): stop it, or give this one a MANAGER_ID of its own";
    }

    private static Optional<Seen> rival(ManagerTable table, ManagerIdentity self)
            throws StoreTrouble {
        return table.find(self.id())
                .filter(seen -> !seen.instance().equals(self.instance()))
                .filter(seen -> !isKnownToBeGone(seen, self));
    }

    /** Ours of before, which was killed: no reason to wait for beats that cannot come. */
    private static boolean isKnownToBeGone(Seen seen, ManagerIdentity self) {
        boolean alive = ProcessHandle.of(seen.pid()).map(ProcessHandle::isAlive).orElse(false);
        return seen.host().equals(self.host()) && !alive;
    }
}
