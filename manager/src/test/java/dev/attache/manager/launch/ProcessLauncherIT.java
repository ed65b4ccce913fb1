package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Event.LaunchFailed;
import dev.attache.manager.fleet.Event.PeopleSeen;
import dev.attache.manager.fleet.Event.WorkerAnswered;
import dev.attache.manager.fleet.Event.WorkerBabbles;
import dev.attache.manager.fleet.Event.WorkerBusy;
import dev.attache.manager.fleet.Event.WorkerConnected;
import dev.attache.manager.fleet.Event.WorkerExited;
import dev.attache.manager.fleet.Event.WorkerFree;
import dev.attache.manager.fleet.Event.WorkerReady;
import dev.attache.manager.fleet.Event.WorkerSaidBye;
import dev.attache.manager.fleet.Event.WorkerStarted;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.proc.ProcState;
import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.RecordingInbox;
import dev.attache.manager.testkit.RecordingSideLine;
import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.ToWorker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

@Timeout(120)
class ProcessLauncherIT {
    private static final WorkerId W1 = new WorkerId(1);
    private static final DocumentId D1 = new DocumentId("d1");

    private final RecordingInbox inbox = new RecordingInbox();
    private final RecordingSideLine sideLine = new RecordingSideLine();
    private final String stateId = UUID.randomUUID().toString();
    private final List<Launcher> open = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        open.forEach(Launcher::close);
        Until.holds("no process carries our state id", () -> carriers().isEmpty());
    }

    @Test
    void aWorkerIsStartedSpokenToAndLeavesWhenTold() throws Exception {
        Launcher launcher = launch(Fault.NONE);
        inbox.await(WorkerReady.class);
        launcher.tell(W1, attach());
        launcher.tell(W1, new ToWorker.Ping(41));
        launcher.tell(W1, new ToWorker.Shutdown());

        WorkerExited exited = inbox.await(WorkerExited.class);

        assertThat(exited.exit().code()).isZero();
        assertThat(inbox.events().stream().map(Object::getClass))
                .isEqualTo(
                        List.of(
                                WorkerStarted.class,
                                WorkerReady.class,
                                WorkerConnected.class,
                                WorkerAnswered.class,
                                WorkerSaidBye.class,
                                WorkerExited.class));
        assertThat(inbox.await(WorkerAnswered.class))
                .isEqualTo(new WorkerAnswered(W1, 41, Doing.FREE));
        assertThat(launcher.pids()).isEmpty();
    }

    @Test
    void aWorkerLeadsASessionAndAGroupOfItsOwn() throws Exception {
        Launcher launcher = launch(Fault.NONE);
        inbox.await(WorkerReady.class);

        ProcStat stat = Objects.requireNonNull(ProcStat.of(pid(launcher)));

        assertThat(stat.session()).isEqualTo(stat.pid());
        assertThat(stat.group()).isEqualTo(stat.pid());
    }

    @Test
    void aMissingProgramIsToldByName() throws Exception {
        open(List.of("no-such-worker", "--x"), Map.of()).launch(W1, D1);

        assertThat(inbox.await(LaunchFailed.class).why()).contains("`no-such-worker`");
    }

    @Test
    void whateverKeepsAProcessFromStartingIsALaunchThatFailed() throws Exception {
        open(FakeWorkerCommand.with(Fault.NONE), Map.of("NO=NAME", "x")).launch(W1, D1);

        assertThat(inbox.await(LaunchFailed.class).why()).contains("NO=NAME");
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
                        inbox.put(event);
                    }

                    @Override
                    public List<Event> take(Instant until) {
                        throw new UnsupportedOperationException("nobody takes");
                    }
                };
        Launcher launcher =
                new ProcessLauncher(
                        LaunchSettings.of(FakeWorkerCommand.with(Fault.NONE), stateId),
                        deaf,
                        sideLine,
                        WorkerLogs.NONE);
        open.add(launcher);

        launcher.launch(W1, D1);

        assertThat(inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
        assertThat(launcher.pids()).isEmpty();
    }

    @Test
    void aCrashBringsItsCodeAndItsLastWords() throws Exception {
        launch(Fault.CRASHES_AT_START);

        WorkerExited exited = inbox.await(WorkerExited.class);

        assertThat(exited.exit().code()).isEqualTo(3);
        assertThat(exited.exit().signal()).isZero();
        assertThat(exited.exit().lastStderrLines())
                .containsExactly("the fake worker has no configuration");
    }

    @Test
    void aWorkerThatIgnoresStopAndTermIsKilled() throws Exception {
        Launcher launcher = launch(Fault.IGNORES_TERM);
        inbox.await(WorkerReady.class);
        launcher.tell(W1, new ToWorker.Shutdown());
        launcher.terminate(W1);
        launcher.tell(W1, new ToWorker.Ping(7));
        inbox.await(WorkerAnswered.class);

        launcher.kill(W1);

        assertThat(inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
    }

    @Test
    void aStoppedProcessIsKilledToo() throws Exception {
        Launcher launcher = launch(Fault.NONE);
        inbox.await(WorkerReady.class);
        long pid = pid(launcher);
        Signal.STOP.to(pid);
        Until.holds("it is stopped", () -> ProcState.describe(pid).contains("state=T"));

        launcher.kill(W1);

        assertThat(inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
    }

    @Test
    void killingBeforeTheStartIsOverKills() throws Exception {
        Launcher launcher = launch(Fault.NONE);
        launcher.kill(W1);

        assertThat(inbox.await(WorkerExited.class).exit().signal()).isEqualTo(9);
    }

    @Test
    void aChildThatHoldsThePipeNeitherDelaysTheExitNorSurvives() throws Exception {
        launch(Fault.LEAVES_CHILD);

        assertThat(inbox.await(WorkerExited.class).exit().code()).isZero();
        Until.holds("the child is gone", () -> carriers().isEmpty());
    }

    @Test
    void aChildInASessionOfItsOwnNeitherDelaysTheExitNorSurvives() throws Exception {
        launch(Fault.LEAVES_DAEMON);

        assertThat(inbox.await(WorkerExited.class).exit().code()).isZero();
        Until.holds("the daemon is gone", () -> carriers().isEmpty());
    }

    @Test
    void garbageIsCountedAndForgiven() throws Exception {
        Launcher launcher = launch(Fault.SOME_GARBAGE);

        inbox.await(WorkerReady.class);

        assertThat(launcher.counts().garbageLines()).isEqualTo(2);
        assertThat(launcher.counts().unknownTypes()).isEqualTo(1);
        assertThat(inbox.events()).noneMatch(WorkerBabbles.class::isInstance);
    }

    @Test
    void moreGarbageThanIsBearableIsAFact() throws Exception {
        launch(Fault.GARBAGE);

        assertThat(inbox.await(WorkerBabbles.class).what()).contains("no message");
    }

    @Test
    void aGigabyteWithoutALineFeedIsAFactAndTakesNoMemory() throws Exception {
        long before = usedMemory();
        launch(Fault.ENDLESS_LINE);

        assertThat(inbox.await(WorkerBabbles.class).what()).contains("16 MB");
        assertThat(usedMemory() - before).isLessThan(32L << 20);
    }

    @Test
    void aFloodCostsTheLoopLittleAndLosesNothingThatStands() throws Exception {
        Launcher launcher = launch(Fault.FLOODS);
        inbox.await(WorkerReady.class);
        Until.holds("the checkpoint came", () -> !sideLine.checkpoints.isEmpty());

        assertThat(inbox.events()).hasSizeLessThan(2000);
        List<PeopleSeen> people =
                inbox.events().stream()
                        .filter(PeopleSeen.class::isInstance)
                        .map(PeopleSeen.class::cast)
                        .toList();
        assertThat(people.getLast().people()).isEqualTo(4999);
        assertThat(people).anyMatch(PeopleSeen::edited);
        assertThat(
                        inbox.events().stream()
                                .filter(e -> e instanceof WorkerBusy || e instanceof WorkerFree)
                                .toList()
                                .getLast())
                .isEqualTo(new WorkerFree(W1));
        assertThat(sideLine.checkpoints).containsExactly(new Checkpoint("{\"last\":true}"));
        assertThat(launcher.pids()).containsKey(W1);
    }

    @Test
    void aClosedStdoutIsNoticedWithoutAPing() throws Exception {
        launch(Fault.CLOSES_STDOUT);

        assertThat(inbox.await(WorkerBabbles.class).what()).isEqualTo("closed its stdout");
    }

    @Test
    void aWorkerThatNeverReadsIsAFactAndBlocksNobody() throws Exception {
        Launcher launcher = launch(Fault.NEVER_READS);
        inbox.await(WorkerReady.class);
        ToWorker large = new ToWorker.Token("x".repeat(32 * 1024));

        for (int i = 0; i < 100; i++) {
            launcher.tell(W1, large);
        }

        assertThat(inbox.await(WorkerBabbles.class).what()).contains("does not read its stdin");
        assertThat(launcher.counts().unreadMessages()).isPositive();
        launcher.kill(W1);
        inbox.await(WorkerExited.class);
    }

    @Test
    void theEnvironmentIsScrubbed() throws Exception {
        Launcher launcher =
                open(
                        FakeWorkerCommand.with(Fault.PRINTS_ENVIRONMENT),
                        Map.of("MALLOC_ARENA_MAX", "1"));
        launcher.launch(W1, D1);
        inbox.await(WorkerReady.class);
        launcher.tell(W1, new ToWorker.Shutdown());

        List<String> seen = inbox.await(WorkerExited.class).exit().lastStderrLines();

        assertThat(seen)
                .contains("ATTACHE_STATE_ID=" + stateId, "MALLOC_ARENA_MAX=1")
                .allMatch(
                        line ->
                                line.matches(
                                        "(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|TZ|TMPDIR"
                                            + "|JAVA_HOME|LD_LIBRARY_PATH|SSL_CERT_FILE|SSL_CERT_DIR"
                                            + "|LC_\\w+|ATTACHE_STATE_ID|MALLOC_ARENA_MAX)=.*"));
    }

    private Launcher launch(Fault fault) {
        Launcher launcher = open(FakeWorkerCommand.with(fault), Map.of());
        launcher.launch(W1, D1);
        return launcher;
    }

    private Launcher open(List<String> command, Map<String, String> extra) {
        LaunchSettings plain = LaunchSettings.of(command, stateId);
        Launcher launcher =
                new ProcessLauncher(
                        new LaunchSettings(() -> command, extra, stateId, plain.exitGrace()),
                        inbox,
                        sideLine,
                        WorkerLogs.NONE);
        open.add(launcher);
        return launcher;
    }

    private List<Long> carriers() {
        return ProcStat.all().stream()
                .filter(process -> !process.isDead())
                .map(ProcStat::pid)
                .filter(pid -> Environ.carries(pid, stateId))
                .toList();
    }

    private static long pid(Launcher launcher) {
        return Objects.requireNonNull(launcher.pids().get(W1));
    }

    private static ToWorker.Attach attach() {
        return new ToWorker.Attach(
                D1, "agent-d1-1", 1, 1, "ws://127.0.0.1:1/d1", "token", Map.of(), null);
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
