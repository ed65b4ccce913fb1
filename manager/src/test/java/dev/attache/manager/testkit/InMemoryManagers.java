package dev.attache.manager.testkit;

import dev.attache.manager.store.LeaseTable;
import dev.attache.manager.store.ManagerIdentity;
import dev.attache.manager.store.ManagerTable;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.manager.store.Usage;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Several managers on one database that is none: who beats, and who holds which document. */
public final class InMemoryManagers implements ManagerTable {
    private record Lease(String manager, UUID instance, long epoch, boolean released) {}

    private final Map<String, Seen> managers = new TreeMap<>();
    private final Map<DocumentId, Lease> leases = new TreeMap<>();
    private final Map<DocumentId, Checkpoint> checkpoints = new TreeMap<>();
    private long clock = 1_000;
    private boolean away;

    @Override
    public synchronized Round beat(
            ManagerIdentity self, int capacity, boolean draining, boolean first)
            throws StoreTrouble {
        mustBeThere();
        Seen before = managers.get(self.id());
        List<Seen> others =
                managers.values().stream().filter(seen -> !seen.id().equals(self.id())).toList();
        if (before != null && !first && !before.instance().equals(self.instance())) {
            return new Round(others, before);
        }
        long beats = before == null ? 1 : before.heartbeat() + 1;
        managers.put(
                self.id(), new Seen(self.id(), self.instance(), self.host(), self.pid(), beats));
        return new Round(others, null);
    }

    @Override
    public synchronized Optional<Seen> find(String id) throws StoreTrouble {
        mustBeThere();
        return Optional.ofNullable(managers.get(id));
    }

    @Override
    public synchronized void leave(ManagerIdentity self) throws StoreTrouble {
        mustBeThere();
        leases.replaceAll(
                (_, lease) ->
                        lease.instance().equals(self.instance())
                                ? new Lease(lease.manager(), lease.instance(), lease.epoch(), true)
                                : lease);
        managers.computeIfPresent(
                self.id(), (_, seen) -> seen.instance().equals(self.instance()) ? null : seen);
    }

    /** The leases as this manager claims them. */
    public LeaseTable leasesOf(ManagerIdentity self) {
        return (document, hint, dead) -> claim(self, document, hint, List.copyOf(dead));
    }

    public synchronized void giveBack(DocumentId document, long epoch) {
        leases.computeIfPresent(
                document,
                (_, lease) ->
                        lease.epoch() == epoch
                                ? new Lease(lease.manager(), lease.instance(), epoch, true)
                                : lease);
    }

    public synchronized void remember(DocumentId document, Checkpoint checkpoint) {
        checkpoints.put(document, checkpoint);
    }

    public synchronized void goAway() {
        away = true;
    }

    public synchronized void comeBack() {
        away = false;
    }

    private synchronized LeaseTable.Answer claim(
            ManagerIdentity self, DocumentId document, long hint, List<Seen> dead)
            throws StoreTrouble {
        mustBeThere();
        @Nullable Lease held = leases.get(document);
        if (held != null && !mayTake(held, self, dead)) {
            return new LeaseTable.Answer.Held(held.manager());
        }
        long previous = held == null ? 0 : held.epoch();
        long epoch = Math.max(previous + 1, Math.max(clock++, hint + 1));
        leases.put(document, new Lease(self.id(), self.instance(), epoch, false));
        return new LeaseTable.Answer.Ours(
                epoch, checkpoints.get(document), Usage.none(LocalDate.of(2026, 11, 21)));
    }

    private boolean mayTake(Lease held, ManagerIdentity self, List<Seen> dead) {
        Seen holder = managers.get(held.manager());
        return held.released()
                || held.manager().equals(self.id())
                || holder == null
                || dead.contains(holder);
    }

    private void mustBeThere() throws StoreTrouble {
        if (away) {
            throw new StoreTrouble(StoreTrouble.Fault.WEATHER, "the database is away", null);
        }
    }
}
