package dev.attache.manager.launch;

import dev.attache.manager.child.Signals;
import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.proc.ProcState;
import dev.attache.manager.proc.ProcessIdentity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes of an earlier manager of this state directory: known by the state id they were
 * started with, killed by group, and waited for. To be called before anything is launched, while
 * the state directory is held, so that whoever carries the id is nobody's.
 */
public final class Orphans {
    private static final Logger log = LoggerFactory.getLogger(Orphans.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String stateId;

    public Orphans(String stateId) {
        this.stateId = stateId;
    }

    /** One sentence for each: who it was, and whether it is dead now. */
    public record Cleared(List<String> sentences, boolean allDead) {
        public Cleared {
            sentences = List.copyOf(sentences);
        }
    }

    /**
     * Kills until a look finds nobody: a process may have forked between a look and its death. One
     * that the kernel does not let die (state D) is waited for no longer than this.
     */
    public Cleared clear(Duration within) {
        if (ProcStat.of(ProcessHandle.current().pid()) == null) {
            log.warn(
                    "this system shows no /proc: workers of an earlier manager are not looked for");
            return new Cleared(List.of(), true);
        }
        long deadline = System.nanoTime() + within.toNanos();
        Map<ProcessIdentity, String> found = new LinkedHashMap<>();
        List<ProcStat> carriers = carriers();
        while (!carriers.isEmpty() && System.nanoTime() < deadline) {
            // All are described before any is killed: one's group may be another's death.
            Map<ProcStat, ProcessIdentity> alive = alive(carriers);
            alive.forEach(
                    (orphan, identity) ->
                            found.computeIfAbsent(identity, _ -> ProcState.describe(orphan.pid())));
            for (ProcStat orphan : alive.keySet()) {
                kill(orphan, carriers);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            carriers = carriers();
        }
        return report(found);
    }

    /** Those whose number has not been given to somebody else since the look. */
    private static Map<ProcStat, ProcessIdentity> alive(List<ProcStat> carriers) {
        Map<ProcStat, ProcessIdentity> alive = new LinkedHashMap<>();
        for (ProcStat orphan : carriers) {
            ProcessIdentity identity = ProcessIdentity.of(orphan.pid());
            if (identity != null && identity.started() == orphan.startTicks()) {
                alive.put(orphan, identity);
            }
        }
        return alive;
    }

    private Cleared report(Map<ProcessIdentity, String> found) {
        List<String> sentences = new ArrayList<>();
        boolean allDead = true;
        for (var orphan : found.entrySet()) {
            boolean alive = orphan.getKey().isAlive();
            allDead &= !alive;
            sentences.add(
                    (alive ? "could not kill" : "killed")
                            + " a process that an earlier manager left behind: "
                            + orphan.getValue());
        }
        sentences.forEach(log::warn);
        return new Cleared(sentences, allDead);
    }

    /**
     * A group is killed as a whole when its leader is one of them; others are killed one by one.
     */
    private static void kill(ProcStat orphan, List<ProcStat> carriers) {
        long group = orphan.group();
        boolean theirs = carriers.stream().anyMatch(other -> other.pid() == group);
        if (group > 1 && theirs) {
            Signals.sendToGroup(group, Signals.KILL);
        }
        Signals.send(orphan.pid(), Signals.KILL);
    }

    private List<ProcStat> carriers() {
        long self = ProcessHandle.current().pid();
        return ProcStat.all().stream()
                .filter(process -> process.pid() != self && !process.isDead())
                .filter(process -> Environ.carries(process.pid(), stateId))
                .toList();
    }
}
