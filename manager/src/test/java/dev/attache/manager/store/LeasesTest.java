package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.testkit.CollectingInbox;
import dev.attache.manager.testkit.InMemoryBooks;
import dev.attache.manager.testkit.InMemoryManagers;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

final class LeasesTest {
    private static final DocumentId D = new DocumentId("d");
    private static final ManagerIdentity M1 =
            new ManagerIdentity("m1", UUID.randomUUID(), "host1", 1, "1.0.0");
    private static final ManagerIdentity M2 =
            new ManagerIdentity("m2", UUID.randomUUID(), "host2", 2, "1.0.0");

    private static final Duration SOON = Duration.ofSeconds(30);

    private final InMemoryManagers world = new InMemoryManagers();
    private final CollectingInbox inbox = new CollectingInbox();
    private final SettableClock clock = new SettableClock();
    private final Memories memories = new Memories(clock);
    private final List<DocumentId> doubted = new CopyOnWriteArrayList<>();
    private final InMemoryBooks table = new InMemoryBooks();
    private final WriteBehind books = new WriteBehind(table, memories, clock);
    private final Leases leases =
            new Leases(world.leasesOf(M1), memories, books, Set::of, inbox, clock, doubted::add);

    @AfterEach
    void close() {
        leases.close();
        books.close();
    }

    @Test
    void aClaimIsAnsweredAndBringsTheMemory() {
        world.remember(D, new Checkpoint("{}"));

        leases.claim(new Action.Claim(D, 41_000));

        assertThat(answer()).isEqualTo(new Event.Claimed(D, 41_001));
        assertThat(memories.checkpoint(D)).contains(new Checkpoint("{}"));
    }

    @Test
    void aLostClaimNamesTheHolderAndDoubtsWhatWasRead() throws Exception {
        world.beat(M2, 10, false, true);
        world.leasesOf(M2).claim(D, 0, Set.of());

        leases.claim(new Action.Claim(D, 0));

        assertThat(answer()).isEqualTo(new Event.ClaimLost(D, "m2"));
        await().atMost(Duration.ofSeconds(20)).until(() -> doubted.equals(List.of(D)));
        assertThat(memories.size()).isZero();
    }

    @Test
    void aClaimWhileTheDatabaseIsAwayFails() {
        world.goAway();

        leases.claim(new Action.Claim(D, 0));

        assertThat(answer()).isEqualTo(new Event.ClaimFailed(D, "the database is away"));
    }

    @Test
    void aClaimGetsTheCheckpointThatWasStillOnItsWayToTheBooks() {
        table.onWrite(
                entry -> {
                    if (entry instanceof BookEntry.Memory memory) {
                        world.remember(D, memory.checkpoint());
                    }
                });
        world.remember(D, new Checkpoint("{\"sentences\":1}"));
        leases.claim(new Action.Claim(D, 41_000));
        answer();
        table.goAway();
        books.start();
        books.keep(new Life(D, 41_001, 1), new Checkpoint("{\"sentences\":2}"));
        books.giveBack(new Action.GiveBack(D, 41_001, Action.Reason.IDLE));
        await().atMost(SOON).until(() -> !books.status().lastTrouble().isEmpty());

        leases.claim(new Action.Claim(D, 0));
        table.comeBack();

        await().atMost(SOON).until(() -> inbox.all().size() == 2);
        assertThat(inbox.all().getLast()).isInstanceOf(Event.Claimed.class);
        assertThat(memories.checkpoint(D)).contains(new Checkpoint("{\"sentences\":2}"));
    }

    @Test
    void anAnswerThatTheFleetDoesNotWaitForAnyMoreIsNone() throws Exception {
        var claiming = new CompletableFuture<Thread>();
        LeaseTable slow =
                (document, hint, dead) -> {
                    claiming.complete(Thread.currentThread());
                    clock.pass(Policy.CLAIM_ANSWERED_WITHIN);
                    return world.leasesOf(M1).claim(document, hint, dead);
                };
        try (var late = new Leases(slow, memories, books, Set::of, inbox, clock, doubted::add)) {
            late.claim(new Action.Claim(D, 0));
            assertThat(claiming.get(30, TimeUnit.SECONDS).join(SOON)).isTrue();
        }

        assertThat(inbox.all()).isEmpty();
        assertThat(memories.size()).isZero();
    }

    @Test
    void aClaimAfterTheEndFailsToo() {
        leases.close();

        leases.claim(new Action.Claim(D, 0));

        assertThat(answer()).isEqualTo(new Event.ClaimFailed(D, "The manager is closing"));
    }

    private Event answer() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !inbox.all().isEmpty());
        return inbox.all().getFirst();
    }
}
