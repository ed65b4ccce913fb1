package dev.attache.manager.launch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Kills what a worker leaves behind when it has ended: processes that carry our state id and belong
 * to no living worker's session. One look at /proc serves all workers that end together.
 */
final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final long DELAY_MILLIS = 100;

    private final String stateId;
    private final Supplier<Set<Long>> livingSessions;
    private final Hands hands;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final long self = ProcessHandle.current().pid();
    private final long bornAt;

    Sweeper(String stateId, Supplier<Set<Long>> livingSessions, Hands hands) {
        this.stateId = stateId;
        this.livingSessions = livingSessions;
        this.hands = hands;
        ProcStat own = ProcStat.of(self);
        this.bornAt = own == null ? 0 : own.startTicks();
    }

    /** Soon, on a thread of the launcher; requests until then are one. */
    void sweepSoon() {
        if (planned.compareAndSet(false, true)) {
            hands.later(DELAY_MILLIS, this::sweep);
        }
    }

    void sweep() {
        planned.set(false);
        // Read first: a worker that starts after this look has no leftovers yet, but its session
        // must be known before its processes are judged.
        var processes = ProcStat.all();
        Set<Long> living = livingSessions.get();
        for (ProcStat process : processes) {
            boolean mayBeLeftover =
                    process.startTicks() >= bornAt
                            && process.pid() != self
                            && process.parent() != self
                            && !process.isDead()
                            && !living.contains(process.session());
            if (mayBeLeftover && Environ.carries(process.pid(), stateId)) {
                log.warn(
                        "killed what a worker left behind pid={} name={} session={}",
                        process.pid(),
                        process.name(),
                        process.session());
                Signals.send(process.pid(), Signals.KILL);
            }
        }
    }
}
