package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.store.PostgresUsedDocuments.WorkerMake;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.TransactionPooler;
import dev.attache.manager.testkit.Until;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Through a transaction pooler: whatever works here keeps nothing in a session. */
final class PostgresLeasesIT extends LeaseTableContract {
    private static TestPostgres postgres;
    private static TransactionPooler pooler;
    private static Database database;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.start();
        pooler = new TransactionPooler(postgres.port());
        database = Database.open(postgres.urlAt(pooler.port()), 4);
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
        pooler.close();
        postgres.close();
    }

    @Test
    void ofManyClaimsAtOnceOneManagerHasEachDocument() throws Exception {
        var claims = new ArrayList<Callable<LeaseTable.Answer>>();
        for (int i = 0; i < 50; i++) {
            var document = new DocumentId("d" + i);
            claims.add(() -> leases(m1).claim(document, 0, Set.of()));
            claims.add(() -> leases(m2).claim(document, 0, Set.of()));
        }

        long won = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(claims)) {
                won += answer.get() instanceof LeaseTable.Answer.Ours ? 1 : 0;
            }
        }

        assertThat(won).isEqualTo(50);
        assertThat(pooler.swaps()).isPositive();
    }

    @Test
    void allThatAManagerWritesAndReadsWorksOnConnectionsThatChange() throws Exception {
        var make = new WorkerMake("1.0.0", "c1");
        var document = new DocumentId("d1");
        var ours = (LeaseTable.Answer.Ours) leases(m1).claim(document, 0, Set.of());
        var books = new PostgresBooks(database, m1, () -> make);
        var used = new PostgresUsedDocuments(database, m2, _ -> false, () -> make);
        long before = pooler.swaps();

        for (int i = 1; i <= 30; i++) {
            var life = new Life(document, ours.epoch(), i);
            books.write(
                    List.of(
                            new BookEntry.Status(
                                    life,
                                    Action.Status.ACTIVE,
                                    null,
                                    null,
                                    null,
                                    Duration.ZERO,
                                    Duration.ZERO),
                            new BookEntry.Touched(life, Duration.ZERO)));
            managers().beat(m1, 10, false, false);
            assertThat(used.read().elsewhere()).hasSize(1);
        }

        assertThat(pooler.swaps()).isGreaterThan(before);
        assertThat(
                        postgres.rows(
                                "SELECT status, count(*) FROM agent_connections GROUP BY 1 ORDER BY"
                                        + " 1"))
                .containsExactly("active|1", "disconnected|29");
    }

    @Test
    void aRivalOnAnotherHostIsNamedOnlyWhileItBeats() throws Exception {
        var again = new ManagerIdentity("m1", UUID.randomUUID(), "host9", 9, "1.0.0");
        Optional<ManagerTable.Seen> silent = RivalCheck.beating(managers(), again);

        Optional<ManagerTable.Seen> loud;
        try (var beats =
                new Heartbeat(managers(), m1, () -> 10, InstantSource.system(), new Nobody())) {
            beats.start();
            loud = RivalCheck.beating(managers(), again);
        }

        assertThat(silent).isEmpty();
        assertThat(RivalCheck.refusal(loud.orElseThrow()))
                .contains("MANAGER_ID m1 is running on host host1 (pid ");
    }

    /** The lock of a state directory tells only of those that share it. */
    @Test
    void aRivalOnThisHostIsNamedWhileItBeatsAndNotWaitedForWhenItsProcessIsGone() throws Exception {
        var beating = identity("m5", ProcessHandle.current().pid());
        var again = identity("m5", ProcessHandle.current().pid());
        Optional<ManagerTable.Seen> loud;
        try (var beats =
                new Heartbeat(
                        managers(), beating, () -> 10, InstantSource.system(), new Nobody())) {
            beats.start();
            Until.holds("it beats", () -> isThere("m5"));
            loud = RivalCheck.beating(managers(), again);
        }
        postgres.run("UPDATE managers SET pid = 999999999 WHERE id = 'm5'");
        long from = System.nanoTime();
        Optional<ManagerTable.Seen> gone = RivalCheck.beating(managers(), again);

        assertThat(loud.orElseThrow().instance()).isEqualTo(beating.instance());
        assertThat(gone).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
    }

    private static ManagerIdentity identity(String id, long pid) {
        return new ManagerIdentity(id, UUID.randomUUID(), "this-host", pid, "1.0.0");
    }

    private static boolean isThere(String id) {
        return postgres.rows("SELECT id FROM managers").contains(id);
    }

    @Test
    void whatIsOldGoesAndWhatTheDeadLeftOpenIsClosed() throws Exception {
        postgres.run(
                "INSERT INTO document_activity (document_id, event_type, \"timestamp\") SELECT 'd',"
                        + " 'idle', now() - interval '91 days' FROM generate_series(1, 2500)");
        postgres.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id) VALUES"
                        + " ('d1', 'a1', 'active', 'm1'), ('d2', 'a2', 'active', 'm2')");
        var dead = managers().find("m2").orElseThrow();
        var memories = new Memories(Clock.systemUTC());
        var books = new WriteBehind((_, _) -> {}, memories, Clock.systemUTC());
        var housekeeping = new Housekeeping(database, m1, memories, books, () -> Set.of(dead));

        assertThat(housekeeping.removeOld()).isGreaterThanOrEqualTo(2500);
        assertThat(housekeeping.closeWhatTheDeadLeftOpen()).isEqualTo(1);
        assertThat(postgres.rows("SELECT document_id, status FROM agent_connections ORDER BY 1"))
                .containsExactly("d1|active", "d2|disconnected");
    }

    @Test
    void aLeaseWhoseClaimWasNeverAnsweredIsGivenBackAndNoOther() throws Exception {
        var memories = new Memories(Clock.systemUTC());
        for (String document : List.of("held", "stray", "fresh")) {
            var ours =
                    (LeaseTable.Answer.Ours)
                            leases(m1).claim(new DocumentId(document), 0, Set.of());
            if (document.equals("held")) {
                memories.claimed(new DocumentId(document), ours);
            }
        }
        leases(m2).claim(new DocumentId("theirs"), 0, Set.of());
        postgres.run(
                "UPDATE document_leases SET acquired_at = now() - interval '2 minutes' WHERE"
                        + " document_id <> 'fresh'");

        assertThat(new StrayLeases(database, m1, memories).giveBack()).isEqualTo(1);

        assertThat(
                        postgres.rows(
                                "SELECT document_id FROM document_leases WHERE released_at IS NOT"
                                        + " NULL"))
                .containsExactly("stray");
    }

    @Override
    ManagerTable managers() {
        return new PostgresManagers(database);
    }

    @Override
    LeaseTable leases(ManagerIdentity manager) {
        return new PostgresLeases(database, manager);
    }

    @Override
    void giveBack(DocumentId document, long epoch) {
        postgres.run(
                "UPDATE document_leases SET released_at = now() WHERE document_id = '"
                        + document
                        + "' AND epoch = "
                        + epoch);
    }

    @Override
    void remember(DocumentId document, Checkpoint checkpoint) {
        postgres.run(
                "INSERT INTO document_memory (document_id, checkpoint, epoch, life) VALUES ('"
                        + document
                        + "', '"
                        + checkpoint.json()
                        + "', 1, 1)");
    }

    @Override
    void empty() {
        postgres.empty();
    }

    @Override
    void goAway() {
        postgres.goAway();
    }

    @Override
    void comeBack() {
        postgres.comeBack();
    }

    private static final class Nobody implements Heartbeat.Listener {
        @Override
        public void othersChanged() {}

        @Override
        public void rival(String host) {}
    }
}
