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

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.OutputStream;
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

    /** By this the manager says that no document waits for this process. */
    private static final String SPARE = "ATTACHE_SPARE";

    private static final Duration REHEARSED_WITHIN = Duration.ofSeconds(10);

    private final InstantSource clock = new SteadyClock();
    private final QueueInbox inbox = new QueueInbox(clock);
    private final RandomGenerator random = new SplittableRandom();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CountDownLatch left = new CountDownLatch(1);
    private final Map<String, String> environment;
    private final Consumer<String> log;

    /** Whether it may end the process when it must leave. */
    private volatile boolean ownsProcess;

    private volatile @Nullable Rehearsal rehearsal;

    Worker(Map<String, String> environment, Consumer<String> log) {
        this.environment = environment;
        this.log = log;
    }

    /** Under a manager, which speaks through these. Returns the exit code. */
    int underManager(InputStream in, OutputStream out) throws InterruptedException {
        ownsProcess = true;
        Mouth link = greeting(in, out);
        if (environment.containsKey(SPARE)) {
            rehearseAside();
        }
        // While the manager reads `ready`: an attach would be the next to wait for it.
        YDocument.prepare();
        return run(link);
    }

    /** For one document, without a manager. Returns the exit code. */
    int alone(ToWorker.Attach attach) throws InterruptedException {
        ownsProcess = true;
        put(new Fact.Told(attach));
        return run(new LoneVoice(log));
    }

    /** Under a manager that is only played; the process goes on afterwards. */
    void rehearse(InputStream in, OutputStream out) throws InterruptedException {
        var _ = run(greeting(in, out));
    }

    private Mouth greeting(InputStream in, OutputStream out) {
        ManagerLink link = new ManagerLink(in, out, this::put).start();
        link.say(
                new FromWorker.Ready(
                        Wire.PROTOCOL, version(), EnumSet.allOf(FromWorker.Skill.class)));
        return link;
    }

    /** It is ready at once all the same: an attach breaks the rehearsal off. */
    private void rehearseAside() {
        Rehearsal aside = new Rehearsal(environment);
        rehearsal = aside;
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                aside.play(REHEARSED_WITHIN);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            } finally {
                                rehearsal = null;
                            }
                        },
                        "rehearsal");
        thread.setDaemon(true);
        thread.start();
    }

    private int run(Mouth mouth) throws InterruptedException {
        if (ownsProcess) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::terminate, "terminate"));
        }
        Ports ports =
                new Ports(
                        mouth,
                        new BackgroundReader(environment, this::put),
                        this::replica,
                        new ProcessVitals(clock.instant()),
                        log,
                        random);
        try (Watchdog watchdog = new Watchdog(PATIENCE, log).start()) {
            return new SessionLoop(inbox, clock, watchdog, ports).run();
        } finally {
            left.countDown();
        }
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
        if (last && ownsProcess && leaving.compareAndSet(false, true)) {
            LastResort.arm();
        }
        Rehearsal aside = rehearsal;
        if (aside != null && fact instanceof Fact.Told(ToWorker.Attach _)) {
            aside.close();
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

    static String version() {
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
