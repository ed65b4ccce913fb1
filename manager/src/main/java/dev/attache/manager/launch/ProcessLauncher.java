package dev.attache.manager.launch;

import dev.attache.manager.child.Child;
import dev.attache.manager.child.Children;
import dev.attache.manager.child.Ended;
import dev.attache.manager.child.Signals;
import dev.attache.manager.child.StdinQueue;
import dev.attache.manager.fleet.Event.LaunchFailed;
import dev.attache.manager.fleet.Event.WorkerBabbles;
import dev.attache.manager.fleet.Event.WorkerExited;
import dev.attache.manager.fleet.Event.WorkerStarted;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.proc.ProcState;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/** Workers as child processes, each the leader of a session and a process group of its own. */
public final class ProcessLauncher implements Launcher {
    private static final Logger log = LoggerFactory.getLogger(ProcessLauncher.class);
    private static final long TICK_MILLIS = 200;
    private static final long SILENT_PIPE_MILLIS = 1000;

    private final LaunchSettings settings;
    private final Inbox inbox;
    private final Route route;
    private final WorkerLogs logs;
    private final Children children;
    private final Map<WorkerId, WorkerProcess> table = new ConcurrentHashMap<>();
    private final Ears.Tally tally = new Ears.Tally(new LongAdder(), new LongAdder());
    private final LongAdder unread = new LongAdder();
    private final Hands hands = new Hands();
    private final Sweeper sweeper;

    public ProcessLauncher(
            LaunchSettings settings, Inbox inbox, SideLine sideLine, WorkerLogs logs) {
        this(settings, inbox, sideLine, logs, Children::ofThisSystem);
    }

    /** Whoever starts processes and minds them, with the launcher's threads and the exit grace. */
    interface Childcare {
        Children with(Executor hands, Duration grace);
    }

    ProcessLauncher(
            LaunchSettings settings,
            Inbox inbox,
            SideLine sideLine,
            WorkerLogs logs,
            Childcare childcare) {
        this.settings = settings;
        this.inbox = inbox;
        this.route = new Route(inbox, sideLine);
        this.logs = logs;
        this.children = childcare.with(hands, settings.exitGrace());
        this.sweeper = new Sweeper(settings.stateId(), hands);
        hands.every(TICK_MILLIS, this::releaseWaiting);
    }

    @Override
    public void launch(WorkerId worker, @Nullable DocumentId document) {
        Throttle throttle = new Throttle(System.nanoTime(), m -> route.to(worker, m));
        WorkerProcess entry = new WorkerProcess(worker, document, throttle);
        table.put(worker, entry);
        hands.execute(() -> start(entry));
    }

    @Override
    public void assign(WorkerId worker, DocumentId document) {
        WorkerProcess entry = table.get(worker);
        if (entry != null) {
            entry.assign(document);
        }
    }

    @Override
    public void tell(WorkerId worker, ToWorker message) {
        WorkerProcess entry = table.get(worker);
        if (entry == null || entry.stdin.offer(Wire.encode(message))) {
            return;
        }
        unread.increment();
        if (entry.tellUnread()) {
            String what = "does not read its stdin: " + StdinQueue.MESSAGES + " messages wait";
            log.warn("dropped a message worker={} why=\"{}\"", worker, what);
            inbox.put(new WorkerBabbles(worker, what));
        }
    }

    @Override
    public void terminate(WorkerId worker) {
        signal(worker, Signals.TERM);
    }

    @Override
    public void kill(WorkerId worker) {
        signal(worker, Signals.KILL);
    }

    private void signal(WorkerId worker, int signal) {
        WorkerProcess entry = table.get(worker);
        Child child = entry == null ? null : entry.childOrSignalLater(signal);
        if (child != null) {
            hands.execute(() -> signal(worker, child, signal));
        }
    }

    private void signal(WorkerId worker, Child child, int signal) {
        if (signal == Signals.KILL) {
            log.info("killing worker={} {}", worker, ProcState.describe(child.pid()));
        }
        child.signal(signal);
    }

    @Override
    public Map<WorkerId, Long> pids() {
        Map<WorkerId, Long> pids = new HashMap<>();
        for (WorkerProcess entry : table.values()) {
            Child child = entry.child();
            if (child != null) {
                pids.put(entry.id, child.pid());
            }
        }
        return pids;
    }

    @Override
    public LaunchCounts counts() {
        return new LaunchCounts(
                tally.garbage().sum(), tally.unknown().sum(), unread.sum(), logs.dropped());
    }

    private void start(WorkerProcess entry) {
        Child child;
        try {
            child = children.start(settings.command(), environment(entry.document() == null));
        } catch (IOException | RuntimeException | Error e) {
            failed(entry, e);
            return;
        }
        try {
            int asked = entry.started(child);
            inbox.put(new WorkerStarted(entry.id, child.pid()));
            if (asked != Signals.NONE) {
                signal(entry.id, child, asked);
            }
        } catch (RuntimeException | Error e) {
            log.error("could not attend to a worker that was started worker={}", entry.id, e);
            child.signal(Signals.KILL);
        } finally {
            Ears ears =
                    new Ears(
                            entry,
                            logs,
                            inbox,
                            tally,
                            System::nanoTime,
                            () -> deafTo(entry, child));
            Murmur murmur = new Murmur(entry, logs, System::nanoTime);
            child.attend(entry.stdin, ears, murmur, ended -> exited(entry, ended));
        }
    }

    /** Whatever it was: a launch that is not answered would hold its slot for ever. */
    private void failed(WorkerProcess entry, Throwable why) {
        table.remove(entry.id);
        String sentence = why instanceof IOException ? why.getMessage() : why.toString();
        inbox.put(new LaunchFailed(entry.id, "WORKER_COMMAND: " + sentence));
    }

    private Map<String, String> environment(boolean spare) {
        Map<String, String> environment =
                WorkerEnvironment.of(
                        System.getenv(), settings.extraEnvironment(), settings.stateId());
        if (spare) {
            environment.put(WorkerEnvironment.SPARE, "1");
        }
        return environment;
    }

    /** Its stdout has ended: most often the first that is seen of its own end. */
    private void deafTo(WorkerProcess entry, Child child) {
        hands.later(SILENT_PIPE_MILLIS, () -> mindClosedStdout(entry, child));
    }

    /** Alive and unable to say anything ever again: no ping needs to find that out. */
    private void mindClosedStdout(WorkerProcess entry, Child child) {
        if (child.isAlive()) {
            inbox.put(new WorkerBabbles(entry.id, "closed its stdout"));
        }
    }

    private void exited(WorkerProcess entry, Ended how) {
        entry.throttle.finish();
        table.remove(entry.id);
        Exit exit = new Exit(how.code(), how.signal(), entry.tail.lines());
        inbox.put(new WorkerExited(entry.id, exit));
        if (children.haveSessions()) {
            sweeper.sweepSoon();
        }
    }

    private void releaseWaiting() {
        long now = System.nanoTime();
        for (WorkerProcess entry : table.values()) {
            if (entry.throttle.isHolding()) {
                entry.throttle.release(now);
            }
        }
    }

    @Override
    public void close() {
        for (WorkerProcess entry : table.values()) {
            Child child = entry.childOrSignalLater(Signals.KILL);
            if (child != null) {
                child.signal(Signals.KILL);
            }
        }
        hands.close();
        children.close();
        if (children.haveSessions()) {
            sweeper.sweepAll();
        }
    }
}
