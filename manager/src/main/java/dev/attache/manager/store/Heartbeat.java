package dev.attache.manager.store;

import dev.attache.manager.store.ManagerTable.Seen;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Says every 2 s that this manager lives, and hears in the same breath who else does. Its thread
 * alone writes; anybody may ask who is dead.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    static final Duration EVERY = Duration.ofSeconds(2);

    /** Called on the heartbeat's thread. */
    public interface Listener {
        /** Others died or came back: leases are free, or are not. */
        void othersChanged();

        /** Another instance has taken our id over, on that host. */
        void rival(String host);
    }

    private final ManagerTable table;
    private final ManagerIdentity self;
    private final IntSupplier capacity;
    private final InstantSource clock;
    private final Listener listener;
    private final ManagerWatch watch = new ManagerWatch();
    private final EveryWhile beats = new EveryWhile("heartbeat", EVERY, this::beatOnce);
    private volatile Set<Seen> dead = Set.of();
    private volatile boolean draining;
    private volatile boolean reachable;
    private boolean first = true;
    private boolean rivalTold;

    public Heartbeat(
            ManagerTable table,
            ManagerIdentity self,
            IntSupplier capacity,
            InstantSource clock,
            Listener listener) {
        this.table = table;
        this.self = self;
        this.capacity = capacity;
        this.clock = clock;
        this.listener = listener;
    }

    public void start() {
        beats.start();
    }

    /** Managers that are known to be dead: their documents may be claimed. */
    public Set<Seen> dead() {
        return dead;
    }

    public boolean isDead(String managerId) {
        return dead.stream().anyMatch(seen -> seen.id().equals(managerId));
    }

    public boolean reachable() {
        return reachable;
    }

    public void draining() {
        draining = true;
    }

    /** Stops beating; the row stays, for others to see it stand still, until `leave`. */
    @Override
    public void close() {
        beats.close();
    }

    void beatOnce() {
        try {
            ManagerTable.Round round = table.beat(self, capacity.getAsInt(), draining, first);
            first = false;
            reachable = true;
            rival(round.rival());
            become(watch.read(round.others(), clock.instant()));
        } catch (StoreTrouble e) {
            if (reachable) {
                log.warn("heartbeat not written why={}", e.getMessage());
            }
            reachable = false;
            watch.failed();
            become(Set.of());
        }
    }

    private void become(Set<Seen> next) {
        Set<Seen> before = dead;
        if (next.equals(before)) {
            return;
        }
        dead = Set.copyOf(next);
        for (Seen seen : next) {
            if (!before.contains(seen)) {
                log.warn(
                        "manager is dead, its documents may be claimed manager={} host={} why=its"
                                + " heartbeat has stood still for {} s",
                        seen.id(),
                        seen.host(),
                        ManagerWatch.STILL_FOR.toSeconds());
            }
        }
        listener.othersChanged();
    }

    private void rival(@Nullable Seen rival) {
        if (rival == null) {
            rivalTold = false;
        } else if (!rivalTold) {
            rivalTold = true;
            log.error(
                    "another manager uses our id: give each a MANAGER_ID of its own manager={}"
                            + " host={}",
                    self.id(),
                    rival.host());
            listener.rival(rival.host());
        }
    }
}
