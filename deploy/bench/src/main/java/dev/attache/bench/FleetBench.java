package dev.attache.bench;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.Policy;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;

/** One event among 100,000 documents and 1,000 workers, to the last decision that follows of it. */
final class FleetBench {
    private static final int DOCUMENTS = 100_000;
    private static final int WORKERS = 1_000;
    private static final int EVENTS = 50_000;
    private static final int WARM_UP = 20_000;
    private static final double MICRO = 1e3;

    private final Report report;
    private final Fleet fleet = new Fleet(Policy.of(WORKERS, 0, WORKERS));
    private final Random random = new Random(25);
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long epoch = 1;

    FleetBench(Report report) {
        this.report = report;
    }

    void run() {
        for (int i = 0; i < DOCUMENTS; i++) {
            tell(new Event.InUse(document(i), Duration.ofSeconds(random.nextInt(3_600))));
        }
        Figures took = new Figures();
        for (int i = 0; i < WARM_UP + EVENTS; i++) {
            now = now.plusMillis(1);
            Event event =
                    random.nextInt(4) == 0
                            ? new Event.NotInUse(document(random.nextInt(DOCUMENTS)), "left")
                            : new Event.InUse(document(random.nextInt(DOCUMENTS)), Duration.ZERO);
            long began = System.nanoTime();
            tell(event);
            if (i >= WARM_UP) {
                took.add((System.nanoTime() - began) / MICRO);
            }
        }
        report.row(
                "fleet: an event among 100,000 documents, 1,000 workers, µs",
                String.format(
                        java.util.Locale.ROOT,
                        "p50 %.1f p99 %.1f",
                        took.median(),
                        took.quantile(0.99)),
                "",
                Double.NaN,
                "≤ 100",
                took.median() <= 100);
    }

    private static DocumentId document(int i) {
        return new DocumentId("document-" + i);
    }

    /** The world answers at once: processes start, claims are won, agents connect and leave. */
    private void tell(Event event) {
        fleet.observe(event, now);
        Optional<Action> next = fleet.next(now);
        while (next.isPresent()) {
            Action action = next.get();
            fleet.issued(action, now);
            answer(action);
            next = fleet.next(now);
        }
    }

    private void answer(Action action) {
        switch (action) {
            case Action.Launch a ->
                    fleet.observe(
                            new Event.WorkerReady(
                                    a.worker(),
                                    new FromWorker.Ready(
                                            1, "1", EnumSet.allOf(FromWorker.Skill.class))),
                            now);
            case Action.Claim a -> fleet.observe(new Event.Claimed(a.document(), epoch++), now);
            case Action.Attach a -> fleet.observe(new Event.WorkerConnected(a.worker()), now);
            case Action.Release a -> {
                fleet.observe(new Event.WorkerReleased(a.worker()), now);
                fleet.observe(
                        new Event.WorkerExited(a.worker(), dev.attache.manager.fleet.Exit.code(0)),
                        now);
            }
            case Action.Stop a ->
                    fleet.observe(
                            new Event.WorkerExited(
                                    a.worker(), dev.attache.manager.fleet.Exit.code(0)),
                            now);
            case Action.Ping a ->
                    fleet.observe(
                            new Event.WorkerAnswered(a.worker(), a.id(), FromWorker.Doing.FREE),
                            now);
            default -> {}
        }
    }
}
