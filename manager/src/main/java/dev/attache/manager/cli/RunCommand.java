package dev.attache.manager.cli;

import dev.attache.manager.Manager;
import dev.attache.manager.ManagerStart;
import dev.attache.manager.Refused;
import dev.attache.manager.Version;
import dev.attache.manager.Watcher;
import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.IdentityConfig;
import dev.attache.manager.config.LogConfig;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.demo.EmbeddedDatabase;
import dev.attache.manager.loop.SteadyClock;
import dev.attache.manager.status.Banner;
import dev.attache.manager.status.ControlServer;
import dev.attache.manager.status.Desk;
import dev.attache.manager.status.ManagerMetrics;
import dev.attache.manager.systemd.Notify;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

@CommandLine.Command(
        name = "run",
        description = {
            "Runs the manager until it is told to stop.",
            "SIGTERM or Ctrl-C: every agent leaves, then it ends; a second one kills at once.",
            "SIGHUP: capacity, thresholds and budgets are read again from the file."
        })
final class RunCommand extends Command {
    private static final Duration HALTS_WITHIN = Duration.ofMillis(200);

    @Option(names = "--migrate", description = "Applies first what the schema lacks.")
    private boolean migrate;

    @Option(
            names = "--embedded",
            description = {
                "With a PostgreSQL of its own, whose data stay in ATTACHE_HOME: to try things out,",
                "not for a service. Migrates it."
            })
    private boolean embedded;

    private volatile Runnable beforeHalt = () -> {};
    private final AtomicInteger stops = new AtomicInteger();
    private final @Nullable Watcher onlooker;

    RunCommand(Surroundings surroundings) {
        this(surroundings, null);
    }

    /** With somebody who tells the person at the keyboard what happens; the log goes elsewhere. */
    RunCommand(Surroundings surroundings, @Nullable Watcher onlooker) {
        super(surroundings);
        this.onlooker = onlooker;
        this.migrate = onlooker != null;
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble, InterruptedException {
        ManagerConfig config = embedded ? config() : config().readyToRun();
        if (onlooker != null) {
            return manage(config);
        }
        Logging.configure(config.log(), surroundings().environment());
        try (LogQueue queue = LogQueue.beforeStderr()) {
            beforeHalt = () -> queue.flush(HALTS_WITHIN);
            return embedded ? manageOnADatabaseOfItsOwn(config) : manage(config);
        }
    }

    private int manageOnADatabaseOfItsOwn(ManagerConfig config)
            throws ConfigFaults, Trouble, InterruptedException {
        if (config.database().pooled().isPresent()) {
            throw new Trouble(
                    Exit.USAGE,
                    "DATABASE_URL is set, and --embedded starts a PostgreSQL of its own: leave one"
                            + " of them out.");
        }
        Path data = config.identity().home().resolve("embedded-postgres");
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            give("DATABASE_URL", database.url());
            migrate = true;
            LoggerFactory.getLogger("Manager")
                    .info("Started a PostgreSQL of its own psql={} data={}", database.url(), data);
            return manage(config().readyToRun());
        } catch (Refused e) {
            throw new Trouble(Exit.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private int manage(ManagerConfig config) throws Trouble, InterruptedException {
        Logger log = LoggerFactory.getLogger("Manager");
        DeadThread.endsTheProcess();
        greet(config, log);
        config.warnings().forEach(warning -> log.warn("{}", warning));
        var metrics = new ManagerMetrics(new SteadyClock());
        try (Notify systemd = Notify.of(surroundings().environment());
                Manager manager =
                        ManagerStart.start(
                                RunSettings.of(config, surroundings().environment()),
                                Version.current(),
                                migrate,
                                new SystemdWatch(watched(metrics), systemd))) {
            serve(config, manager, metrics, systemd);
            return Exit.OK;
        } catch (Refused e) {
            throw new Trouble(Exit.FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Trouble(Exit.FAILED, "The manager cannot start: " + e.getMessage());
        }
    }

    private Watcher watched(ManagerMetrics metrics) {
        return onlooker == null ? metrics : metrics.and(onlooker);
    }

    private void serve(
            ManagerConfig config, Manager manager, ManagerMetrics metrics, Notify systemd)
            throws IOException, InterruptedException {
        Desk desk = new ManagerDesk(manager, metrics);
        try (var _ =
                        ControlServer.start(
                                config.http().host(),
                                config.http().port(),
                                manager.stateFolder(),
                                desk,
                                metrics);
                var _ = new Bulletin(desk, systemd, out(), isTerminal(config))) {
            for (String signal : new String[] {"TERM", "INT"}) {
                UnixSignals.on(signal, name -> stop(manager, systemd, name));
            }
            var reloads = new Reloads(manager, config, this::config, systemd);
            UnixSignals.on("HUP", reloads::asked);
            manager.run();
        }
    }

    private void stop(Manager manager, Notify systemd, String signal) {
        if (signal.isEmpty()) {
            return;
        }
        if (stops.incrementAndGet() == 1) {
            systemd.stopping();
            manager.drain();
        } else {
            manager.kill();
            beforeHalt.run();
            Runtime.getRuntime().halt(130);
        }
    }

    private void greet(ManagerConfig config, Logger log) {
        String host = IdentityConfig.hostName(surroundings().environment());
        if (isTerminal(config)) {
            out().println(
                            Banner.of(
                                    config.identity().managerId(),
                                    host,
                                    config.policy().capacity(),
                                    config.documents().idleTimeout()));
            out().flush();
        } else {
            log.info(
                    "Agent Manager - Multi-Document System version={} id={} host={}"
                            + " max_concurrent={} idle_timeout_ms={}",
                    Version.current(),
                    config.identity().managerId(),
                    host,
                    config.policy().capacity(),
                    config.documents().idleTimeout().toMillis());
        }
    }

    // JDK 25 answers null again when nobody sits there, whatever 22 to 24 did.
    @SuppressWarnings("SystemConsoleNull")
    private boolean isTerminal(ManagerConfig config) {
        Console console = System.console();
        return onlooker == null
                && config.log().form() == LogConfig.Form.TEXT
                && console != null
                && console.isTerminal();
    }
}
