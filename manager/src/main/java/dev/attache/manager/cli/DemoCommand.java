package dev.attache.manager.cli;

import dev.attache.manager.Refused;
import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.demo.Demo;
import dev.attache.manager.demo.DemoOptions;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@CommandLine.Command(
        name = "demo",
        description = "Everything at once on this machine, from the page to the books.")
final class DemoCommand extends Command {
    private static final int LEAVES_WITHIN_SECONDS = 60;

    /** They would lead the demo's manager to a database, a server or a project of somebody else. */
    private static final Set<String> OF_A_HOST =
            Set.of(
                    "ATTACHE_CONFIG",
                    "ATTACHE_DOCUMENTS",
                    "DATABASE_DIRECT_URL",
                    "DOCUMENT_URL",
                    "PARTY_NAME",
                    "SUPABASE_URL");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "Of the document server and its page (8787); 0 is any.")
    private int port;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "0",
            description = "Simulated people who write, each in a document of their own (0).")
    private int documents;

    @Option(names = "--fresh", description = "Forgets what earlier demos have kept.")
    private boolean fresh;

    DemoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble, IOException {
        ManagerConfig config = config();
        DemoOptions options = options(config);
        Path log = options.folder().resolve("demo.log");
        if (canWrite(options.folder())) {
            Logging.toFile(config.log(), log);
        }
        // Until the manager listens to signals, Ctrl-C ends the JVM: not before all has left.
        var left = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> leave(main, left)));
        try (Demo demo = Demo.start(options, this::say)) {
            demo.whenAPartEnds(
                    part -> {
                        say("The %s has ended, and the demo with it: see %s".formatted(part, log));
                        System.exit(Exit.FAILED);
                    });
            say("starting the manager …");
            return manage(demo, config, log);
        } catch (Refused e) {
            throw new Trouble(Exit.USAGE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            // The JVM is ending, by Ctrl-C or without one of its parts: all that was started is
            // closed by now.
            return Exit.FAILED;
        } finally {
            left.countDown();
        }
    }

    private DemoOptions options(ManagerConfig config) throws Trouble {
        Path installation = Path.of(System.getProperty("attache.home", "."));
        boolean isSaid = surroundings().environment().containsKey("HTTP_PORT");
        try {
            return new DemoOptions(
                    installation,
                    config.identity().home(),
                    port,
                    documents,
                    isSaid ? config.http().port() : null,
                    fresh);
        } catch (IllegalArgumentException e) {
            throw new Trouble(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The manager is the one that `run` runs, with the demo's settings over the environment's. */
    private int manage(Demo demo, ManagerConfig config, Path log)
            throws ConfigFaults, Trouble, InterruptedException {
        Map<String, String> environment = new HashMap<>(surroundings().environment());
        environment.keySet().removeAll(OF_A_HOST);
        environment.putAll(demo.managerSettings());
        var terminal =
                new DemoTerminal(out(), config.policy().capacity(), () -> welcome(demo, log));
        int exit = new RunCommand(new Surroundings(environment, out(), err()), terminal).call();
        say("Everything has ended; what was written is kept for the next time.");
        return exit;
    }

    private void welcome(Demo demo, Path log) {
        say(
                """

                Ready. Open the editor and write "We flew from Lisbon to Porto."

                  editor    %s
                  status    %s
                  psql      %s
                  ask       %s
                  log       %s

                %s
                """
                        .formatted(
                                demo.editor(Instant.now()),
                                demo.status(),
                                demo.database(),
                                demo.statusCommand(),
                                log,
                                howToEnd()));
        try {
            demo.invite(Instant.now());
        } catch (IOException e) {
            say("The simulated people could not be started: " + e.getMessage());
        }
    }

    private static String howToEnd() {
        return UnixSignals.ctrlCIsHeard()
                ? "Ctrl-C ends everything."
                : "`kill %d` ends everything: Ctrl-C does not reach what a script has started with &."
                        .formatted(ProcessHandle.current().pid());
    }

    /** Where it cannot be, the demo refuses by itself, in one sentence. */
    private static boolean canWrite(Path folder) {
        try {
            return Files.isWritable(Files.createDirectories(folder));
        } catch (IOException e) {
            return false;
        }
    }

    private void say(String sentence) {
        out().println(sentence);
        out().flush();
    }

    private static void leave(Thread main, CountDownLatch left) {
        if (left.getCount() > 0) {
            main.interrupt();
        }
        try {
            if (!left.await(LEAVES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("the demo has not ended in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
