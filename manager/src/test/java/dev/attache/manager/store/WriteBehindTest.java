package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Action.Status;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.testkit.InMemoryBooks;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

final class WriteBehindTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final DocumentId D = new DocumentId("d");

    private final InMemoryBooks table = new InMemoryBooks();
    private final SettableClock clock = new SettableClock();
    private final Memories memories = new Memories(clock);
    private final WriteBehind books = new WriteBehind(table, memories, clock);

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void aWholeLifeDuringAnOutageIsOneRowWithItsAges() throws Exception {
        table.goAway();
        books.start();
        Life life = new Life(D, 7, 1);
        books.book(new Action.Book(life, new WorkerId(1), Status.CONNECTING, null));
        await().atMost(SOON).until(() -> !books.status().lastTrouble().isEmpty());
        clock.pass(Duration.ofMinutes(5));
        books.book(new Action.Book(life, new WorkerId(1), Status.DISCONNECTED, "Died"));
        clock.pass(Duration.ofMinutes(2));
        table.comeBack();

        assertThat(books.flush(SOON)).isTrue();

        assertThat(table.written()).hasSize(1);
        var row = table.latest(life).orElseThrow();
        assertThat(row.status()).isEqualTo(Status.DISCONNECTED);
        assertThat(row.launchedAgo()).isEqualTo(Duration.ofMinutes(7));
        assertThat(row.age()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void ofTenThousandLivesNoneIsDroppedAndIncidentsAreBounded() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            Life life = new Life(new DocumentId("d" + i % 500), 7, i);
            books.book(new Action.Book(life, new WorkerId(i), Status.DISCONNECTED, "Died"));
            books.report(new Action.Report(D, life, "died", "x", null, null));
        }
        books.start();

        assertThat(books.flush(SOON)).isTrue();

        assertThat(table.written()).filteredOn(BookEntry.Status.class::isInstance).hasSize(10_000);
        assertThat(books.status().incidentsDropped()).isEqualTo(9_000);
    }

    @Test
    void aLeaseIsGivenBackOnlyWhenAllElseOfItIsWritten() throws Exception {
        memories.claimed(
                D, new LeaseTable.Answer.Ours(7, null, Usage.none(LocalDate.of(2026, 3, 29))));
        Life life = new Life(D, 7, 1);
        for (int i = 0; i < 1_200; i++) {
            books.book(
                    new Action.Book(
                            new Life(new DocumentId("x" + i), 7, 1),
                            new WorkerId(i),
                            Status.ACTIVE,
                            null));
        }
        books.keep(life, new Checkpoint("{}"));
        books.giveBack(new Action.GiveBack(D, 7, Action.Reason.IDLE));
        books.book(new Action.Book(life, new WorkerId(5_000), Status.DISCONNECTED, "bye"));
        books.start();

        assertThat(books.flush(SOON)).isTrue();

        assertThat(table.written().getLast()).isInstanceOf(BookEntry.GivenBack.class);
        assertThat(table.written()).filteredOn(BookEntry.Memory.class::isInstance).hasSize(1);
        assertThat(memories.size()).isZero();
    }

    @Test
    void aCheckpointOfALeaseThatIsGoneIsNotKept() throws Exception {
        books.start();

        books.keep(new Life(D, 6, 1), new Checkpoint("{}"));

        assertThat(books.flush(SOON)).isTrue();
        assertThat(table.written()).isEmpty();
    }

    @Test
    void whatIsRefusedDoesNotHoldUpTheRest() throws Exception {
        table.refuse(entry -> entry instanceof BookEntry.Incident i && i.kind().equals("poison"));
        for (String kind : List.of("a", "poison", "b")) {
            books.report(new Action.Report(D, null, kind, "x", null, null));
        }
        books.start();

        assertThat(books.flush(SOON)).isTrue();

        assertThat(table.written()).hasSize(2);
        assertThat(books.status().setAside()).isEqualTo(1);
    }

    @Test
    void whatAnotherClientHoldsWaitsInItsOrderAndTheRestIsWritten() throws Exception {
        table.hold(entry -> D.equals(entry.document()));
        memories.claimed(
                D, new LeaseTable.Answer.Ours(7, null, Usage.none(LocalDate.of(2026, 3, 29))));
        books.keep(new Life(D, 7, 1), new Checkpoint("{}"));
        books.book(new Action.Book(new Life(D, 7, 1), new WorkerId(1), Status.ACTIVE, null));
        books.book(new Action.Book(new Life(D, 7, 2), new WorkerId(2), Status.ACTIVE, null));
        books.giveBack(new Action.GiveBack(D, 7, Action.Reason.IDLE));
        var other = new DocumentId("other");
        books.book(new Action.Book(new Life(other, 7, 1), new WorkerId(3), Status.ACTIVE, null));
        books.giveBack(new Action.GiveBack(other, 7, Action.Reason.IDLE));
        books.start();

        await().atMost(SOON).until(() -> table.written().size() == 2);
        assertThat(table.written()).allMatch(entry -> other.equals(entry.document()));
        assertThat(books.status().waiting()).isPositive();
        table.hold(_ -> false);

        assertThat(books.flush(SOON)).isTrue();
        assertThat(table.written().subList(2, 6))
                .extracting(entry -> entry.getClass().getSimpleName())
                .containsExactly("Memory", "Status", "Status", "GivenBack");
        assertThat(table.written())
                .filteredOn(BookEntry.Status.class::isInstance)
                .extracting(entry -> ((BookEntry.Status) entry).life().number())
                .containsExactly(1, 1, 2);
    }

    @Test
    void memoriesKnowTheUsageOfTodayOnly() {
        memories.claimed(
                D,
                new LeaseTable.Answer.Ours(
                        7, null, new Usage(LocalDate.of(2026, 3, 29), 3, 100, 10)));
        memories.used(D, 1, 20, 2);
        Usage today = memories.usage(D);

        clock.pass(Duration.ofHours(24));

        assertThat(today).isEqualTo(new Usage(LocalDate.of(2026, 3, 29), 4, 120, 12));
        assertThat(memories.usage(D)).isEqualTo(Usage.none(LocalDate.of(2026, 3, 30)));
    }
}
