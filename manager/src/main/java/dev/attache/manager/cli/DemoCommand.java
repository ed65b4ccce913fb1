package dev.attache.manager.cli;

import dev.attache.manager.Refused;
import dev.attache.manager.agent.UserTokens;
import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.demo.Demo;
import dev.attache.manager.demo.DemoOptions;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@CommandLine.Command(
        name = "demo",
        description = "Everything at once on this machine, from the page to the books.")
final class DemoCommand extends Command {
    private static final int LEAVES_WITHIN_SECONDS = 60;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8787",
            description = "Of the document server and its page (8787).")
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
    public Integer call() throws ConfigFaults, Trouble, IOException, InterruptedException {
        var options = options();
        // Until the manager listens to signals, Ctrl-C ends the JVM: not before all has left.
        var left = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().unstarted(() -> leave(main, left)));
        try (Demo demo = Demo.start(options, DemoCommand::token, this::say)) {
            demo.whenServerEnds(() -> System.exit(Exit.FAILED));
            demo.invite(Instant.now());
            return manage(demo);
        } catch (Refused e) {
            throw new Trouble(Exit.USAGE, String.valueOf(e.getMessage()));
        } finally {
            left.countDown();
        }
    }

    private DemoOptions options() throws ConfigFaults, Trouble {
        Path installation = Path.of(System.getProperty("attache.home", "."));
        try {
            return new DemoOptions(
                    installation, config().identity().home(), port, documents, fresh);
        } catch (IllegalArgumentException e) {
            throw new Trouble(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** The manager is the one that `run` runs, with the demo's settings over the environment's. */
    private int manage(Demo demo) {
        Map<String, String> environment = new HashMap<>(surroundings().environment());
        environment.putAll(demo.managerSettings());
        String status = environment.getOrDefault("HTTP_PORT", "9787");
        say("");
        say("  editor  " + demo.editor(Instant.now()));
        say("  status  http://127.0.0.1:" + status + "/readyz");
        say("");
        say("Write \"We flew from Lisbon to Porto.\" in the editor. Ctrl-C ends everything.");
        return Commands.run(
                new String[] {"run", "--migrate"}, new Surroundings(environment, out(), err()));
    }

    private static String token(String secret, String subject, Duration valid, Instant now) {
        return new UserTokens(secret)
                .mint(new UserTokens.Person(subject, "", false), "*", valid, now);
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
