package dev.attache.worker;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.replica.Replica;
import dev.attache.worker.replica.WebSocketLink;
import dev.attache.worker.replica.YjsReplica;
import dev.attache.worker.session.Fact;
import dev.attache.worker.session.Mouth;
import dev.attache.worker.session.Ports;
import dev.attache.worker.session.SessionLoop;
import dev.attache.worker.stdio.LoneVoice;
import dev.attache.worker.stdio.ManagerLink;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Composition root: the one place that says `new` to adapters. */
final class Worker {
    /** Well before a manager gives up waiting for a pong. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final InstantSource clock = new SteadyClock();
    private final QueueInbox inbox = new QueueInbox(clock);
    private final RandomGenerator random = new SplittableRandom();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private final Map<String, String> environment;
    private final Consumer<String> log;

    Worker(Map<String, String> environment, Consumer<String> log) {
        this.environment = environment;
        this.log = log;
    }

    /** Under a manager, which speaks through stdin and stdout. Returns the exit code. */
    int underManager() throws InterruptedException {
        ManagerLink link =
                new ManagerLink(
                                new FileInputStream(FileDescriptor.in),
                                new FileOutputStream(FileDescriptor.out),
                                this::put)
                        .start();
        link.say(
                new FromWorker.Ready(
                        Wire.PROTOCOL, version(), EnumSet.allOf(FromWorker.Skill.class)));
        return run(link);
    }

    /** For one document, without a manager. Returns the exit code. */
    int alone(ToWorker.Attach attach) throws InterruptedException {
        put(new Fact.Told(attach));
        return run(new LoneVoice(log));
    }

    private int run(Mouth mouth) throws InterruptedException {
        Thread hook = new Thread(this::terminate, "terminate");
        Runtime.getRuntime().addShutdownHook(hook);
        Ports ports =
                new Ports(
                        mouth,
                        new BackgroundReader(environment, this::put),
                        this::replica,
                        new ProcessVitals(clock.instant()),
                        log,
                        random);
        Watchdog watchdog = new Watchdog(PATIENCE, log).start();
        int exitCode = new SessionLoop(inbox, clock, watchdog, ports).run();
        left.countDown();
        return exitCode;
    }

    /** The loop leaves by itself; the hook only holds the JVM until it has. */
    private void terminate() {
        if (left.getCount() == 0) {
            return;
        }
        put(new Fact.Terminated());
        try {
            left.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Fact fact) {
        boolean last =
                fact instanceof Fact.ManagerGone
                        || fact instanceof Fact.Terminated
                        || fact instanceof Fact.Told(ToWorker.Shutdown _);
        if (last && leaving.compareAndSet(false, true)) {
            LastResort.arm();
        }
        inbox.put(fact);
    }

    private Replica replica(YDocument document, ToWorker.Attach attach) {
        URI url = URI.create(attach.url());
        return new YjsReplica(
                document,
                WebSocketLink.opener(url, signal -> put(new Fact.Signalled(signal))),
                attach.token(),
                random);
    }

    private static String version() {
        String version = Worker.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The wall clock at start, and only steady time since: it never goes back and never jumps. */
    private static final class SteadyClock implements InstantSource {
        private final Instant start = Instant.now();
        private final long startNanos = System.nanoTime();

        @Override
        public Instant instant() {
            return start.plusNanos(System.nanoTime() - startNanos);
        }
    }
}
