package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Event.LaunchFailed;
import dev.attache.manager.fleet.Event.WorkerAnswered;
import dev.attache.manager.fleet.Event.WorkerConnected;
import dev.attache.manager.fleet.Event.WorkerExited;
import dev.attache.manager.fleet.Event.WorkerReady;
import dev.attache.manager.fleet.Event.WorkerSaidBye;
import dev.attache.manager.fleet.Event.WorkerStarted;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.proc.ProcState;
import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.ToWorker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From the start of a process to its exit. */
@Timeout(120)
@ParameterizedClass
@EnumSource
class ProcessLauncherIT {
    private final LaunchBench bench;

    ProcessLauncherIT(LaunchBench.Minding minding) {
        bench = new LaunchBench(minding);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        bench.close();
    }

    @Test
    void aWorkerIsStartedSpokenToAndLeavesWhenTold() throws Exception {
        Launcher launcher = bench.launch(Fault.NONE);
        bench.inbox.await(WorkerReady.class);
        launcher.tell(LaunchBench.W1, LaunchBench.attach());
        launcher.tell(LaunchBench.W1, new ToWorker.Ping(41));
        launcher.tell(LaunchBench.W1, new ToWorker.Shutdown());

        WorkerExited exited = bench.inbox.await(WorkerExited.class);

        assertThat(exited.exit().code()).isZero();
        assertThat(bench.inbox.events().stream().map(Object::getClass))
                .isEqualTo(
                        List.of(
                                WorkerStarted.class,
                                WorkerReady.class,
                                WorkerConnected.class,
                                WorkerAnswered.class,
                                WorkerSaidBye.class,
                                WorkerExited.class));
        assertThat(bench.inbox.await(WorkerAnswered.class))
                .isEqualTo(new WorkerAnswered(LaunchBench.W1, 41, Doing.FREE));
        assertThat(launcher.pids()).isEmpty();
    }

    @Test
    void aWorkerLeadsASessionAndAGroupOfItsOwn() throws Exception {
        Launcher launcher = bench.launch(Fault.NONE);
        bench.inbox.await(WorkerReady.class);

        ProcStat stat = Objects.requireNonNull(ProcStat.of(LaunchBench.pid(launcher)));

        assertThat(stat.session()).isEqualTo(stat.pid());
        assertThat(stat.group()).isEqualTo(stat.pid());
    }

    @Test
    void aMissingProgramIsToldByName() throws Exception {
        bench.open(List.of("no-such-worker", "--x"), Map.of())
                .launch(LaunchBench.W1, LaunchBench.D1);

        assertThat(bench.inbox.await(LaunchFailed.class).why()).contains("`no-such-worker`");
    }

    @Test
    void whateverKeepsAProcessFromStartingIsALaunchThatFailed() throws Exception {
        bench.open(FakeWorkerCommand.with(Fault.NONE), Map.of("NO=NAME", "x"))
                .launch(LaunchBench.W1, LaunchBench.D1);

        assertThat(bench.inbox.await(LaunchFailed.class).why()).contains("NO=NAME");
    }

    @Test
    void aWorkerThatCannotBeAttendedToIsKilledAndItsExitTold() throws Exception {
        Inbox deaf =
                new Inbox() {
                    @Override
                    public void put(Event event) {
                        if (event instanceof WorkerStarted) {
                            throw new IllegalStateException("as if no thread could be made");
                        }
                        bench.inbox.put(event);
                    }

                    @Override
                    public List<Event> take(Instant until) {
                        throw new UnsupportedOperationException("nobody takes");
                    }
                };
        Launcher launcher =
                bench.open(
                        LaunchSettings.of(FakeWorkerCommand.with(Fault.NONE), bench.stateId), deaf);

        launcher.launch(LaunchBench.W1, LaunchBench.D1);

        assertThat(bench.inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
        assertThat(launcher.pids()).isEmpty();
    }

    @Test
    void aCrashBringsItsCodeAndItsLastWords() throws Exception {
        bench.launch(Fault.CRASHES_AT_START);

        WorkerExited exited = bench.inbox.await(WorkerExited.class);

        assertThat(exited.exit().code()).isEqualTo(3);
        assertThat(exited.exit().signal()).isZero();
        assertThat(exited.exit().lastStderrLines())
                .containsExactly("the fake worker has no configuration");
    }

    @Test
    void aWorkerThatIgnoresStopAndTermIsKilled() throws Exception {
        Launcher launcher = bench.launch(Fault.IGNORES_TERM);
        bench.inbox.await(WorkerReady.class);
        launcher.tell(LaunchBench.W1, new ToWorker.Shutdown());
        launcher.terminate(LaunchBench.W1);
        launcher.tell(LaunchBench.W1, new ToWorker.Ping(7));
        bench.inbox.await(WorkerAnswered.class);

        launcher.kill(LaunchBench.W1);

        assertThat(bench.inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
    }

    @Test
    void aStoppedProcessIsKilledToo() throws Exception {
        Launcher launcher = bench.launch(Fault.NONE);
        bench.inbox.await(WorkerReady.class);
        long pid = LaunchBench.pid(launcher);
        Signal.STOP.to(pid);
        Until.holds("it is stopped", () -> ProcState.describe(pid).contains("state=T"));

        launcher.kill(LaunchBench.W1);

        assertThat(bench.inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
    }

    @Test
    void killingBeforeTheStartIsOverKills() throws Exception {
        Launcher launcher = bench.launch(Fault.NONE);
        launcher.kill(LaunchBench.W1);

        assertThat(bench.inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
    }

    @Test
    void theEnvironmentIsScrubbed() throws Exception {
        Launcher launcher =
                bench.open(
                        FakeWorkerCommand.with(Fault.PRINTS_ENVIRONMENT),
                        Map.of("MALLOC_ARENA_MAX", "1"));
        launcher.launch(LaunchBench.W1, LaunchBench.D1);
        bench.inbox.await(WorkerReady.class);
        launcher.tell(LaunchBench.W1, new ToWorker.Shutdown());

        List<String> seen = bench.inbox.await(WorkerExited.class).exit().lastStderrLines();

        assertThat(seen)
                .contains("ATTACHE_STATE_ID=" + bench.stateId, "MALLOC_ARENA_MAX=1")
                .allMatch(
                        line ->
                                line.matches(
                                        "(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|TZ|TMPDIR"
                                            + "|JAVA_HOME|LD_LIBRARY_PATH|SSL_CERT_FILE|SSL_CERT_DIR"
                                            + "|LC_\\w+|ATTACHE_STATE_ID|MALLOC_ARENA_MAX)=.*"));
    }
}
