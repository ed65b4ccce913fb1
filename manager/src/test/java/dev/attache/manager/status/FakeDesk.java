package dev.attache.manager.status;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.fleet.Roll;
import dev.attache.manager.fleet.Why;
import dev.attache.manager.fleet.Wish;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.manager.store.SystemStats;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A loop that answers from a real fleet at one moment, or does not answer at all. */
final class FakeDesk implements Desk {
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    final Fleet fleet = new Fleet(Policy.of(2, 0, 2));
    final List<String> told = new ArrayList<>();
    boolean stands;
    boolean booksAway;
    Duration lastTurn = Duration.ofMillis(3);
    boolean truthRead = true;

    void seen(Event event) {
        fleet.observe(event, NOW);
        var next = fleet.next(NOW);
        while (next.isPresent()) {
            fleet.issued(next.get(), NOW);
            next = fleet.next(NOW);
        }
    }

    @Override
    public CompletableFuture<Overview> overview() {
        return answered(Overview.of(fleet, NOW));
    }

    @Override
    public CompletableFuture<Why> why(DocumentId document) {
        return answered(Why.of(fleet, document, NOW));
    }

    @Override
    public CompletableFuture<Roll> documents(int most) {
        return answered(Roll.of(fleet, most, NOW));
    }

    @Override
    public Health health() {
        return new Health(
                "house-1",
                "1.2.3",
                lastTurn,
                List.of(new Health.Source("db:5432/x", true, "listening to db:5432/x")),
                truthRead,
                "it is away",
                true,
                4,
                5,
                6,
                "",
                7,
                8,
                9,
                10,
                11,
                12,
                13,
                new Health.Traffic(14, 15, 16, 17, 18, 19, 20),
                "in use: worker-1.aot");
    }

    @Override
    public void wish(DocumentId document, Wish.Kind kind, String reason, @Nullable Duration holds)
            throws StoreTrouble {
        if (booksAway) {
            throw new StoreTrouble(StoreTrouble.Fault.WEATHER, "it is away", null);
        }
        told.add(kind + " " + document + " " + reason + " " + holds);
    }

    @Override
    public int release(DocumentId document) {
        told.add("release " + document);
        return 1;
    }

    @Override
    public void restart(DocumentId document) {
        told.add("restart " + document);
    }

    @Override
    public void drain() {
        told.add("drain");
    }

    @Override
    public SystemStats stats() {
        return new SystemStats(25, 8, 2, 10, new BigDecimal("45.32"), 127, 342);
    }

    private <T> CompletableFuture<T> answered(T answer) {
        return stands ? new CompletableFuture<>() : CompletableFuture.completedFuture(answer);
    }
}
