package dev.attache.manager.launch;

import dev.attache.manager.child.Children;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.launch.ProcessLauncher.Childcare;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.RecordingInbox;
import dev.attache.manager.testkit.RecordingSideLine;
import dev.attache.manager.testkit.Until;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.ToWorker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Launchers of one state directory, what they say, and every process that is theirs. */
final class LaunchBench implements AutoCloseable {
    static final WorkerId W1 = new WorkerId(1);
    static final DocumentId D1 = new DocumentId("d1");

    final RecordingInbox inbox = new RecordingInbox();
    final RecordingSideLine sideLine = new RecordingSideLine();
    final String stateId = UUID.randomUUID().toString();
    private final List<Launcher> open = new ArrayList<>();
    private final Minding minding;

    /** Who starts processes and minds them: on Linux, and wherever the JDK runs. */
    enum Minding {
        BY_ONE_POLLER,
        BY_THREADS;

        private Childcare childcare() {
            return this == BY_THREADS ? Children::withThreads : Children::ofThisSystem;
        }
    }

    LaunchBench(Minding minding) {
        this.minding = minding;
    }

    Launcher launch(Fault fault) {
        Launcher launcher = open(FakeWorkerCommand.with(fault), Map.of());
        launcher.launch(W1, D1);
        return launcher;
    }

    Launcher open(List<String> command, Map<String, String> extra) {
        LaunchSettings plain = LaunchSettings.of(command, stateId);
        return open(new LaunchSettings(() -> command, extra, stateId, plain.exitGrace()), inbox);
    }

    Launcher open(LaunchSettings settings, Inbox heard) {
        Launcher launcher =
                new ProcessLauncher(
                        settings, heard, sideLine, WorkerLogs.NONE, minding.childcare());
        open.add(launcher);
        return launcher;
    }

    /** Every process that is ours, children of workers included. */
    List<Long> carriers() {
        return ProcStat.all().stream()
                .filter(process -> !process.isDead())
                .map(ProcStat::pid)
                .filter(pid -> Environ.carries(pid, stateId))
                .toList();
    }

    static long pid(Launcher launcher) {
        return Objects.requireNonNull(launcher.pids().get(W1));
    }

    static ToWorker.Attach attach() {
        return new ToWorker.Attach(
                D1, "agent-d1-1", 1, 1, "ws://127.0.0.1:1/d1", "token", Map.of(), null);
    }

    @Override
    public void close() {
        open.forEach(Launcher::close);
        Until.holds("no process carries our state id", () -> carriers().isEmpty());
    }
}
