package dev.attache.manager.sim;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Action.Reason;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must hold at every moment, whatever happens outside. */
final class Checks {
    private final World world;
    private final TreeSet<WorkerId> told = new TreeSet<>();
    private final Map<DocumentId, String> lastLives = new TreeMap<>();

    Checks(World world) {
        this.world = world;
    }

    void always() {
        int agents = 0;
        TreeSet<DocumentId> attached = new TreeSet<>();
        for (FakeProcess p : world.processes.values()) {
            if (!p.alive) {
                continue;
            }
            if (p.life != null) {
                agents++;
                Broken.unless(
                        attached.add(p.life.document()), "two agents for " + p.life.document());
            }
        }
        int capacity = world.policy.capacity();
        long alive = world.alive();
        Broken.unless(agents <= capacity, agents + " agents, the limit is " + capacity);
        int spares = Math.min(world.policy.warmSpares(), capacity);
        Broken.unless(
                alive <= capacity + spares,
                alive + " processes, the limit is " + capacity + " and " + spares + " spares");
    }

    void before(Action action) {
        switch (action) {
            case Action.Launch(_, DocumentId document) -> mayStart(document);
            case Action.Assign(WorkerId id, DocumentId document) -> {
                mayStart(document);
                FakeProcess p = world.process(id);
                Broken.unless(p.life == null, "a process was assigned twice: " + id);
            }
            case Action.Attach a -> {
                FakeProcess p = world.process(a.worker());
                Broken.unless(p.ready, "a process was attached before it was ready: " + a.worker());
                Broken.unless(p.life == null, "a process was attached twice: " + a.worker());
                Broken.unless(
                        !world.forbidden.contains(a.life().document()),
                        "attached although forbidden: " + a.life().document());
                String life = "%020d.%05d".formatted(a.life().epoch(), a.life().number());
                String before = lastLives.put(a.life().document(), life);
                Broken.unless(
                        before == null || before.compareTo(life) < 0,
                        "a life was used twice: " + a.life());
            }
            case Action.Stop(WorkerId id, Reason reason) -> mayEvict(id, reason);
            case Action.GiveBack(DocumentId document, _, Reason reason) ->
                    Broken.unless(
                            world.booksReachable || reason != Reason.NO_SLOT,
                            "a waiter's lease was given back while Postgres was away: " + document);
            default -> {}
        }
    }

    private void mayStart(@Nullable DocumentId document) {
        if (document == null) {
            return;
        }
        Broken.unless(!world.quarantined.contains(document), "started in quarantine: " + document);
        Instant failed = world.failedAt.get(document);
        long rest = world.policy.backOff().first().toMillis() * 8 / 10;
        Broken.unless(
                failed == null || !world.time.instant().isBefore(failed.plusMillis(rest)),
                "restarted before its rest was over: " + document);
    }

    private void mayEvict(WorkerId id, Reason reason) {
        FakeProcess p = world.process(id);
        if (reason != Reason.OUTRANKED || !p.busy || !p.alive || p.hung) {
            return;
        }
        Broken.unless(
                p.busySince != null
                        && !world.time
                                .instant()
                                .isBefore(p.busySince.plus(world.policy.leaving().busyAtMost())),
                "evicted while busy: " + id);
    }

    /** The world knows whether it was asked for; the books have to find out. */
    void exitTold(WorkerId id) {
        FakeProcess p = world.process(id);
        boolean first = told.add(id);
        if (first && p.life != null && !p.forgiven && !world.askedToLeave.contains(id)) {
            world.failedAt.put(p.life.document(), world.time.instant());
        }
    }

    /** Quiet has lasted: exactly the deserving have an agent, and each of them answers. */
    void settled() {
        TreeSet<DocumentId> deserving = new TreeSet<>();
        world.table.rows.forEach(
                (document, row) -> {
                    if (row.inUse()
                            && !Table.OTHER.equals(row.holder())
                            && !world.forbidden.contains(document)
                            && !world.quarantined.contains(document)) {
                        deserving.add(document);
                    }
                });
        TreeSet<DocumentId> have = new TreeSet<>();
        for (FakeProcess p : world.processes.values()) {
            if (!p.alive) {
                continue;
            }
            Broken.unless(!p.hung, "still hung: " + p.id);
            if (p.life != null) {
                Broken.unless(
                        p.connected, "told to attach and never connected: " + p.life.document());
                have.add(p.life.document());
            }
        }
        world.table.rows.forEach(
                (document, row) ->
                        Broken.unless(
                                !Table.US.equals(row.holder()) || have.contains(document),
                                "a lease is held for nothing: " + document));
        Broken.unless(deserving.containsAll(have), "agents of documents that need none: " + have);
        int expected = Math.min(deserving.size(), world.policy.capacity());
        Broken.unless(
                have.size() == expected,
                have + " have an agent, expected " + expected + " of " + deserving);
    }
}
