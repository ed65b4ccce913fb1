package dev.attache.manager.launch;

import dev.attache.manager.fleet.Event.LaunchFailed;
import dev.attache.manager.fleet.Event.WorkerBabbles;
import dev.attache.manager.fleet.Event.WorkerExited;
import dev.attache.manager.fleet.Event.WorkerStarted;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.launch.WorkerProcess.Running;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.proc.ProcState;
import dev.attache.manager.proc.ProcessIdentity;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Workers as child processes, each the leader of a session and a process group of its own. */
public final class ProcessLauncher implements Launcher {
    private static final Logger log = LoggerFactory.getLogger(ProcessLauncher.class);
    private static final long TICK_MILLIS = 200;
    private static final long SILENT_PIPE_MILLIS = 1000;

    private final LaunchSettings settings;
    private final Inbox inbox;
    private final Route route;
    private final WorkerLogs logs;
    private final Session session;
    private final Map<WorkerId, WorkerProcess> table = new ConcurrentHashMap<>();
    private final Ears.Tally tally = new Ears.Tally(new LongAdder(), new LongAdder());
    private final LongAdder unread = new LongAdder();
    private final Hands hands = new Hands();
    private final Sweeper sweeper;

    public ProcessLauncher(
            LaunchSettings settings, Inbox inbox, SideLine sideLine, WorkerLogs logs) {
        this.settings = settings;
        this.inbox = inbox;
        this.route = new Route(inbox, sideLine);
        this.logs = logs;
        this.session = Session.find(System.getenv("PATH"));
        this.sweeper = new Sweeper(settings.stateId(), hands);
        hands.every(TICK_MILLIS, this::releaseWaiting);
    }

    @Override
    public void launch(WorkerId worker, @Nullable DocumentId document) {
        Throttle throttle = new Throttle(System.nanoTime(), m -> route.to(worker, m));
        WorkerProcess entry = new WorkerProcess(worker, document, new StdinQueue(hands), throttle);
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
        Running running = entry == null ? null : entry.runningOrSignalLater(signal);
        if (running != null) {
            hands.execute(() -> signal(worker, running, signal));
        }
    }

    private void signal(WorkerId worker, Running running, int signal) {
        if (signal == Signals.KILL) {
            log.info("killing worker={} {}", worker, ProcState.describe(running.pid()));
        }
        session.signal(running, signal);
    }

    @Override
    public Map<WorkerId, Long> pids() {
        return table.values().stream()
                .filter(entry -> entry.running() != null)
                .collect(Collectors.toMap(entry -> entry.id, ProcessLauncher::pid));
    }

    private static long pid(WorkerProcess entry) {
        Running running = entry.running();
        return running == null ? 0 : running.pid();
    }

    @Override
    public LaunchCounts counts() {
        return new LaunchCounts(
                tally.garbage().sum(), tally.unknown().sum(), unread.sum(), logs.dropped());
    }

    private void start(WorkerProcess entry) {
        Process process;
        try {
            process = builder(entry.document() == null).start();
        } catch (IOException | RuntimeException | Error e) {
            failed(entry, e);
            return;
        }
        var begun = new CompletableFuture<Void>();
        Running running;
        try {
            running = new Running(process, ProcessIdentity.of(process.pid()));
            // Before anything else can go wrong: from here on the exit is told, whatever happens.
            var _ =
                    process.onExit()
                            .runAfterBoth(begun, () -> hands.execute(() -> exited(entry, running)));
        } catch (RuntimeException | Error e) {
            process.destroyForcibly();
            failed(entry, e);
            return;
        }
        try {
            begin(entry, running);
        } catch (RuntimeException | Error e) {
            log.error("could not attend to a worker that was started worker={}", entry.id, e);
            session.signal(running, Signals.KILL);
        } finally {
            begun.complete(null);
        }
    }

    private void begin(WorkerProcess entry, Running running) {
        Process process = running.process();
        int asked = entry.started(running);
        inbox.put(new WorkerStarted(entry.id, process.pid()));
        entry.stdin.open(process.getOutputStream());
        reader(entry, "out", () -> listen(entry, running));
        reader(entry, "err", () -> new Murmur(entry, logs).read(process.getErrorStream()));
        if (asked != Signals.NONE) {
            signal(entry.id, running, asked);
        }
    }

    /** Whatever it was: a launch that is not answered would hold its slot for ever. */
    private void failed(WorkerProcess entry, Throwable why) {
        table.remove(entry.id);
        String sentence = why instanceof IOException ? why.getMessage() : why.toString();
        inbox.put(new LaunchFailed(entry.id, "WORKER_COMMAND: " + sentence));
    }

    private ProcessBuilder builder(boolean spare) throws IOException {
        List<String> command = settings.command();
        // setsid would start first and fail later, as a worker that died.
        if (Program.find(command.getFirst(), System.getenv("PATH")) == null) {
            throw new IOException(
                    "there is no program `" + command.getFirst() + "` that may be run");
        }
        ProcessBuilder builder = new ProcessBuilder(session.wrap(command));
        builder.environment().clear();
        builder.environment()
                .putAll(
                        WorkerEnvironment.of(
                                System.getenv(), settings.extraEnvironment(), settings.stateId()));
        if (spare) {
            builder.environment().put(WorkerEnvironment.SPARE, "1");
        }
        return builder;
    }

    private interface Reading {
        void run() throws InterruptedException;
    }

    private static void reader(WorkerProcess entry, String pipe, Reading reading) {
        Thread.ofPlatform()
                .name("worker-" + entry.id + "-" + pipe)
                .daemon()
                .start(
                        () -> {
                            try {
                                reading.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } finally {
                                entry.pipeEnded();
                            }
                        });
    }

    private void listen(WorkerProcess entry, Running running) {
        Ears ears = new Ears(entry.id, entry.throttle, inbox, tally, System::nanoTime);
        boolean ended = ears.listen(running.process().getInputStream());
        if (ended) {
            hands.later(SILENT_PIPE_MILLIS, () -> mindClosedStdout(entry, running));
        }
    }

    /** Alive and unable to say anything ever again: no ping needs to find that out. */
    private void mindClosedStdout(WorkerProcess entry, Running running) {
        if (running.process().isAlive()) {
            inbox.put(new WorkerBabbles(entry.id, "closed its stdout"));
        }
    }

    private void exited(WorkerProcess entry, Running running) {
        try {
            // First of all: grandchildren that hold the pipes would only let us wait.
            session.killWhatIsLeft(running);
            // onExit comes before the last line has been read, and may never see the pipes' end.
            entry.awaitPipes(settings.exitGrace().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        entry.stdin.close();
        entry.throttle.finish();
        table.remove(entry.id);
        inbox.put(
                new WorkerExited(
                        entry.id, exit(running.process().exitValue(), entry.tail.lines())));
        if (session.isOwn()) {
            sweeper.sweepSoon();
        }
    }

    /** Java tells a death by signal as 128 + its number. */
    private static Exit exit(int value, List<String> tail) {
        int signal = value > 128 && value <= 128 + 64 ? value - 128 : 0;
        return new Exit(value, signal, tail);
    }

    private void releaseWaiting() {
        long now = System.nanoTime();
        table.values().forEach(entry -> entry.throttle.release(now));
    }

    @Override
    public void close() {
        for (WorkerProcess entry : table.values()) {
            Running running = entry.runningOrSignalLater(Signals.KILL);
            if (running != null) {
                session.signal(running, Signals.KILL);
            }
        }
        hands.close();
        if (session.isOwn()) {
            sweeper.sweepAll();
        }
    }
}
