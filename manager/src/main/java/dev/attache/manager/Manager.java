package dev.attache.manager;

import dev.attache.manager.activity.ActivityFeed;
import dev.attache.manager.activity.FeedDiff;
import dev.attache.manager.agent.AgentTokens;
import dev.attache.manager.agent.Briefing;
import dev.attache.manager.agent.Lives;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.fleet.Waiting;
import dev.attache.manager.launch.FileLogs;
import dev.attache.manager.launch.LaunchSettings;
import dev.attache.manager.launch.ProcessLauncher;
import dev.attache.manager.launch.StateDirectory;
import dev.attache.manager.launch.WorkerEnvironment;
import dev.attache.manager.loop.Loop;
import dev.attache.manager.loop.MergingInbox;
import dev.attache.manager.loop.SteadyClock;
import dev.attache.manager.memory.HostMemory;
import dev.attache.manager.memory.MemoryWatch;
import dev.attache.manager.memory.WorkerMemory;
import dev.attache.manager.startup.StartCaches;
import dev.attache.manager.startup.State;
import dev.attache.manager.store.Database;
import dev.attache.manager.store.Heartbeat;
import dev.attache.manager.store.Housekeeping;
import dev.attache.manager.store.Leases;
import dev.attache.manager.store.ManagerIdentity;
import dev.attache.manager.store.Memories;
import dev.attache.manager.store.Positions;
import dev.attache.manager.store.PostgresLeases;
import dev.attache.manager.store.PostgresManagers;
import dev.attache.manager.store.PostgresPositions;
import dev.attache.manager.store.PostgresUsedDocuments;
import dev.attache.manager.store.WriteBehind;
import dev.attache.protocol.DocumentId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** The composition root: thirty objects, started in order, stopped in reverse. */
public final class Manager implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Manager.class);

    private final ManagerSettings settings;
    private final String fingerprint;
    private final StateDirectory state;
    private final ManagerIdentity self;
    private final Database database;
    private final InstantSource clock = new SteadyClock();
    private final Clock calendar = Clock.systemUTC();
    private final MergingInbox mailbox = new MergingInbox(clock);
    private final Memories memories = new Memories(calendar);
    private final Writers writers;
    private final Heartbeat heartbeat;
    private final Leases leases;
    private final ActivityFeed feed;
    private final Hearing hearing;
    private final FileLogs logs;
    private final StartCaches startCaches;
    private final ProcessLauncher launcher;
    private final MemoryWatch memory;
    private final Housekeeping housekeeping;
    private final Positions positions;
    private final Tap tap;
    private final Briefing briefing;
    private final Lives lives;
    private final Fleet fleet;
    private final Loop loop;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Policy policy;

    /** What has been made sure of before: the folder is ours, the schema fits, nobody is left. */
    Manager(
            ManagerSettings settings,
            Watcher watcher,
            StateDirectory state,
            ManagerIdentity self,
            Database database)
            throws IOException {
        this.settings = settings;
        this.fingerprint = settings.workerFingerprint();
        this.state = state;
        this.self = self;
        this.database = database;
        this.policy = settings.policy();
        var decisions = new DecisionLog();
        lives = new Lives();
        var managers = new PostgresManagers(database);
        writers = new Writers(database, self, this::make, memories, watcher, clock);
        WriteBehind books = writers.books();
        heartbeat =
                new Heartbeat(
                        managers,
                        self,
                        () -> policy.capacity(),
                        clock,
                        new OtherManagers(this::reread, this::drain));
        tap = new Tap(mailbox, books, decisions, watcher, lives);
        var table = new PostgresUsedDocuments(database, self, heartbeat::isDead, this::make);
        var diff = new FeedDiff(settings.documents(), document -> peopleSeen(document));
        feed = new ActivityFeed(table, diff, tap, clock, ActivityFeed.Timing.STANDARD);
        leases =
                new Leases(
                        new PostgresLeases(database, self),
                        memories,
                        books,
                        heartbeat::dead,
                        tap,
                        clock,
                        feed::reread);
        logs = FileLogs.in(state.subfolder("logs"), calendar);
        startCaches =
                StartCaches.start(
                        settings.workerCommand(),
                        settings.home(),
                        WorkerEnvironment.ofAHelper(System.getenv(), settings.workerEnvironment()));
        var launching =
                new LaunchSettings(
                        startCaches::workerCommand,
                        settings.workerEnvironment(),
                        state.stateId(),
                        LaunchSettings.of(settings.workerCommand(), "").exitGrace());
        launcher =
                new ProcessLauncher(
                        launching, tap, new DataLine(lives, writers.metrics(), books), logs);
        memory =
                new MemoryWatch(
                        tap,
                        HostMemory.ofThisSystem(),
                        settings::memoryPerWorkerMb,
                        WorkerMemory.ofThisSystem(),
                        launcher::pids);
        housekeeping = new Housekeeping(database, self, memories, books, heartbeat::dead);
        briefing =
                new Briefing(
                        settings.documentUrls(),
                        new AgentTokens(settings.agentTokenSecret()),
                        settings.workerSettings(),
                        memories,
                        calendar);
        var performers =
                new Performers(launcher, leases, books, feed, briefing, decisions, watcher, lives);
        fleet = new Fleet(policy);
        loop =
                new Loop(
                        fleet,
                        tap,
                        performers,
                        clock,
                        (at, events, actions, lag) -> {
                            decisions.turned(lag);
                            watcher.turned(at, events, actions, lag);
                        });
        hearing = new Hearing(settings, database, clock);
        positions =
                new Positions(
                        new PostgresPositions(database, self),
                        most -> ask(all -> Waiting.head(all, most)));
    }

    /** Starts the adapters and turns the loop on this thread until the fleet has been drained. */
    public void run() throws InterruptedException, IOException {
        hearing.openDoor();
        writers.start();
        heartbeat.start();
        startCaches.awaitLook();
        feed.start();
        hearing.start(feed);
        housekeeping.start();
        positions.start();
        log.info(
                "Ready to manage agents manager={} capacity={} instance={}",
                self.id(),
                policy.capacity(),
                self.instance());
        startCaches.managerIsReady();
        loop.run();
        log.info("Shutdown complete manager={}", self.id());
    }

    /** The whole fleet leaves, in parallel; `run` returns when the last exit has been seen. */
    public void drain() {
        log.info("Shutting down manager={}", self.id());
        heartbeat.draining();
        mailbox.put(new Event.DrainRequested());
    }

    /** Capacity, thresholds and budgets change without touching workers. */
    public void reload(Policy changed, Map<String, String> workerSettings) {
        policy = changed;
        briefing.reload(workerSettings);
        mailbox.put(new Event.PolicyChanged(changed));
    }

    /** Something in the tables has been changed from here: read them again now. */
    public void reread(String why) {
        feed.hint(why);
    }

    public void restart(DocumentId document) {
        mailbox.put(new Event.RestartRequested(document));
    }

    public <T> CompletableFuture<T> ask(Function<Fleet, T> question) {
        return loop.ask(question);
    }

    public ManagerIdentity identity() {
        return self;
    }

    public ManagerSettings settings() {
        return settings;
    }

    public Database database() {
        return database;
    }

    public InstantSource clock() {
        return clock;
    }

    /** How everything outside the loop stands, for readiness, metrics and people. */
    public Standing standing() {
        return new Standing(
                hearing.states(),
                feed.status(),
                writers.books().status(),
                heartbeat.reachable(),
                mailbox.depth(),
                writers.metrics().size(),
                writers.metrics().dropped(),
                logs.dropped(),
                launcher.counts(),
                hearing.realtimeCounts(),
                hearing.ingestCounts());
    }

    /** How workers' starts are quickened. */
    public State startCache() {
        return startCaches.workers();
    }

    /** The folder that only this manager writes to: lock, token, logs. */
    public Path stateFolder() {
        return state.folder();
    }

    /** No farewells: every process is killed now. */
    public void kill() {
        launcher.close();
    }

    /** Closes what `run` has started; processes that are still alive are killed. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        hearing.close();
        feed.close();
        memory.close();
        housekeeping.close();
        positions.close();
        launcher.close();
        startCaches.close();
        leases.close();
        writers.close();
        heartbeat.close();
        OtherManagers.sayGoodbye(database, self);
        logs.close();
        database.close();
        try {
            state.close();
        } catch (IOException e) {
            log.warn("state directory not closed why={}", e.getMessage());
        }
    }

    private PostgresUsedDocuments.WorkerMake make() {
        return new PostgresUsedDocuments.WorkerMake(tap.workerVersion(), fingerprint);
    }

    private boolean peopleSeen(DocumentId document) {
        return tap.peopleSeen(document);
    }
}
