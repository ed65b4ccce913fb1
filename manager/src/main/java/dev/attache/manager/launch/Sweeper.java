package dev.attache.manager.launch;

import dev.attache.manager.child.Signals;
import dev.attache.manager.proc.ProcStat;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Kills what a worker leaves behind when it has ended: processes that carry our state id and belong
 * to no living worker, neither by its session nor by descent. One look at /proc serves all workers
 * that end together.
 */
final class Sweeper {
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final long DELAY_MILLIS = 100;

    /** Far more than anybody has; only a look that races with dying parents could go in circles. */
    private static final int GENERATIONS = 64;

    private final String stateId;
    private final Hands hands;
    private final AtomicBoolean planned = new AtomicBoolean();
    private final long self = ProcessHandle.current().pid();
    private final long bornAt;

    Sweeper(String stateId, Hands hands) {
        this.stateId = stateId;
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

    private void sweep() {
        planned.set(false);
        kill(this::isInAWorker);
    }

    /** At the very end, when all workers have been killed: whoever is theirs goes with them. */
    void sweepAll() {
        kill(_ -> false);
    }

    private void kill(Predicate<ProcStat> spared) {
        for (ProcStat process : ProcStat.all()) {
            boolean strange =
                    process.startTicks() >= bornAt
                            && process.pid() != self
                            && process.parent() != self
                            && !process.isDead();
            if (strange && Environ.carries(process.pid(), stateId) && !spared.test(process)) {
                log.warn(
                        "killed what a worker left behind pid={} name={} session={}",
                        process.pid(),
                        process.name(),
                        process.session());
                Signals.send(process.pid(), Signals.KILL);
            }
        }
    }

    /** Asked of the kernel and not of our table: a worker may fork before we know its number. */
    private boolean isInAWorker(ProcStat process) {
        return isAWorker(ProcStat.of(process.session())) || descendsFromAWorker(process);
    }

    /** A browser that a worker drives has a session of its own, and is none the less its child. */
    private boolean descendsFromAWorker(ProcStat process) {
        ProcStat ancestor = process;
        for (int i = 0; i < GENERATIONS && ancestor != null && ancestor.parent() > 1; i++) {
            ancestor = ProcStat.of(ancestor.parent());
            if (isAWorker(ancestor)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAWorker(@Nullable ProcStat process) {
        return process != null && !process.isDead() && process.parent() == self;
    }
}
