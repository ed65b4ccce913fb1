package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.proc.ProcessIdentity;
import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

@Timeout(120)
class OrphansIT {
    private final String stateId = UUID.randomUUID().toString();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void nobodyIsFoundWhereNobodyIs() {
        assertThat(new Orphans(stateId).clear(Duration.ofSeconds(30)).sentences()).isEmpty();
    }

    @Test
    void theStoppedTheHungAndTheirChildrenAreKilledAndReported() throws Exception {
        Process hung = worker(Fault.HANGS, stateId);
        Process stopped = worker(Fault.NONE, stateId);
        Process parent = worker(Fault.HAS_CHILD, stateId);
        Signal.STOP.to(stopped.pid());
        // Before its exec it is a copy of its parent, and for a moment nobody's.
        Until.holds("the child is itself", () -> childIn(parent).isPresent());
        ProcessHandle child = childIn(parent).orElseThrow();

        Orphans.Cleared cleared = new Orphans(stateId).clear(Duration.ofSeconds(30));

        assertThat(cleared.allDead()).isTrue();
        assertThat(cleared.sentences())
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(s -> s.startsWith("killed a process that an earlier manager left behind"))
                .anyMatch(s -> s.contains("state=T (stopped by a signal)"));
        Until.holds("they are gone", () -> !hung.isAlive() && !stopped.isAlive());
        Until.holds("the child too", () -> !child.isAlive());
    }

    @Test
    void processesOfAnotherStateDirectoryAreLeftAlone() throws Exception {
        Process foreign = worker(Fault.HANGS, UUID.randomUUID().toString());
        worker(Fault.HANGS, stateId);

        new Orphans(stateId).clear(Duration.ofSeconds(30));

        assertThat(foreign.isAlive()).isTrue();
    }

    @Test
    void aNumberThatWasGivenAwayIsAnotherIdentity() throws Exception {
        Process process = worker(Fault.HANGS, stateId);
        ProcessIdentity now = Objects.requireNonNull(ProcessIdentity.of(process.pid()));

        ProcessIdentity before = new ProcessIdentity(now.pid(), now.boot(), now.started() - 1);

        assertThat(now.isAlive()).isTrue();
        assertThat(before.isAlive()).isFalse();
    }

    /** Returns when it carries its new name: between fork and exec it carries ours. */
    private Process worker(Fault fault, String id) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(FakeWorkerCommand.with(fault));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(WorkerEnvironment.STATE_ID, id);
        Process process = builder.start();
        started.add(process);
        Until.holds("it leads a session", () -> leadsASession(process.pid()));
        return process;
    }

    private static Optional<ProcessHandle> childIn(Process parent) {
        return parent.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .findAny();
    }

    private static boolean leadsASession(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat != null && stat.session() == pid;
    }
}
