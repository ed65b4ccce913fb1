package dev.attache.manager.cli;

import dev.attache.manager.Manager;
import dev.attache.manager.Standing;
import dev.attache.manager.Version;
import dev.attache.manager.activity.ActivityFeed;
import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Roll;
import dev.attache.manager.fleet.Why;
import dev.attache.manager.fleet.Wish;
import dev.attache.manager.ingest.IngestDoor;
import dev.attache.manager.realtime.RealtimeCounts;
import dev.attache.manager.status.Desk;
import dev.attache.manager.status.Health;
import dev.attache.manager.status.ManagerMetrics;
import dev.attache.manager.store.Overrides;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.manager.store.SystemStats;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The desk of a running manager. */
final class ManagerDesk implements Desk {
    private final Manager manager;
    private final ManagerMetrics metrics;
    private final Overrides overrides;

    ManagerDesk(Manager manager, ManagerMetrics metrics) {
        this.manager = manager;
        this.metrics = metrics;
        this.overrides = new Overrides(manager.database());
    }

    @Override
    public CompletableFuture<Overview> overview() {
        return manager.ask(fleet -> Overview.of(fleet, manager.clock().instant()));
    }

    @Override
    public CompletableFuture<Why> why(DocumentId document) {
        return manager.ask(fleet -> Why.of(fleet, document, manager.clock().instant()));
    }

    @Override
    public CompletableFuture<Roll> documents(int most) {
        return manager.ask(fleet -> Roll.of(fleet, most, manager.clock().instant()));
    }

    @Override
    public Health health() {
        Standing standing = manager.standing();
        ActivityFeed.Status feed = standing.feed();
        return new Health(
                manager.identity().id(),
                Version.current(),
                metrics.sinceLastTurn(),
                sources(standing.sources()),
                feed.lastRead() != null && feed.failuresInARow() == 0,
                feed.lastFailure(),
                standing.heartbeatWritten(),
                standing.inboxDepth(),
                standing.books().waiting(),
                standing.books().setAside(),
                standing.books().lastTrouble(),
                standing.samplesWaiting(),
                standing.samplesDropped(),
                standing.logLinesDropped(),
                standing.books().incidentsDropped(),
                standing.launches().garbageLines(),
                standing.launches().unknownTypes(),
                standing.launches().unreadMessages(),
                traffic(standing),
                manager.startCache().sentence());
    }

    private static Health.Traffic traffic(Standing standing) {
        var heard = Objects.requireNonNullElse(standing.realtime(), new RealtimeCounts(0, 0, 0, 0));
        var told = Objects.requireNonNullElse(standing.ingest(), new IngestDoor.Counts(0, 0, 0));
        return new Health.Traffic(
                heard.connects(),
                heard.frames(),
                heard.rows(),
                heard.broken(),
                told.requests(),
                told.refused(),
                told.failed());
    }

    @Override
    public void wish(DocumentId document, Wish.Kind kind, String reason, @Nullable Duration holds)
            throws StoreTrouble {
        overrides.set(document, kind, reason, holds, "operator of " + manager.identity().id());
        manager.reread("an operator has decided about " + kind.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public int release(DocumentId document) throws StoreTrouble {
        int released = overrides.release(document);
        manager.reread("an operator has taken a decision back");
        return released;
    }

    @Override
    public void restart(DocumentId document) {
        manager.restart(document);
    }

    @Override
    public void drain() {
        manager.drain();
    }

    @Override
    public SystemStats stats() throws StoreTrouble {
        return SystemStats.read(manager.database());
    }

    private static List<Health.Source> sources(List<ActivitySource.State> states) {
        List<Health.Source> sources = new ArrayList<>();
        for (ActivitySource.State state : states) {
            sources.add(new Health.Source(name(state), state.live(), state.sentence()));
        }
        return sources;
    }

    private static String name(ActivitySource.State state) {
        return switch (state) {
            case ActivitySource.State.Connecting s -> s.to();
            case ActivitySource.State.Live s -> s.to();
            case ActivitySource.State.Away s -> s.to();
            case ActivitySource.State.Closed _ -> "closed";
        };
    }
}
