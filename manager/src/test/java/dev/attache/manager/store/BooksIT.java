package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Action.Status;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.store.LeaseTable.Answer.Ours;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Leases and the written-behind books against a real PostgreSQL, which also goes away. */
final class BooksIT extends BooksOnPostgres {
    @Test
    void theStoryOfALifeIsOneRow() throws Exception {
        Life life = new Life(D1, claimed(M1), 1);
        var worker = new WorkerId(1);

        books.book(new Action.Book(life, worker, Status.CONNECTING, null));
        books.started(worker, 4711);
        books.ready(worker, "2.3");
        flush();
        String open =
                row("status, agent_pid, worker_version, manager_id, manager_host, disconnected_at");
        books.book(new Action.Book(life, worker, Status.ACTIVE, null));
        books.book(new Action.Book(life, worker, Status.DISCONNECTED, "Document became idle"));
        flush();

        assertThat(open).isEqualTo("connecting|4711|2.3|m1|host1|null");
        assertThat(row("status, error_message, disconnected_at IS NULL"))
                .isEqualTo("disconnected|Document became idle|f");
    }

    @Test
    void aClaimIsLostToALivingManagerAndWonFromADeadOne() throws Exception {
        long first = claimed(M1);
        ManagerTable.Seen watched = new PostgresManagers(database).find("m1").orElseThrow();

        LeaseTable.Answer whileItLives = leases(M2).claim(D1, 0, Set.of());
        LeaseTable.Answer whenItIsDead = leases(M2).claim(D1, first + 1_000_000, Set.of(watched));
        new PostgresManagers(database).beat(M1, 10, false, false);

        assertThat(whileItLives).isEqualTo(new LeaseTable.Answer.Held("m1"));
        assertThat(whenItIsDead)
                .isInstanceOfSatisfying(
                        Ours.class, o -> assertThat(o.epoch()).isEqualTo(first + 1_000_001));
    }

    @Test
    void aManagerThatHasWokenUpIsNotDeadWhateverWasWatched() throws Exception {
        claimed(M1);
        ManagerTable.Seen watched = new PostgresManagers(database).find("m1").orElseThrow();
        new PostgresManagers(database).beat(M1, 10, false, false);

        assertThat(leases(M2).claim(D1, 0, Set.of(watched)))
                .isInstanceOf(LeaseTable.Answer.Held.class);
    }

    @Test
    void whoHasLostTheLeaseMayOnlyCloseRows() throws Exception {
        Life lost = new Life(D1, claimed(M1), 1);
        postgres.run("UPDATE document_leases SET released_at = now()");
        Life won = new Life(D1, claimed(M2), 1);
        table(M2).write(List.of(status(won, Status.ACTIVE)));

        books.book(new Action.Book(lost, new WorkerId(1), Status.ACTIVE, null));
        flush();
        List<String> whileItBelieves = statuses();
        books.book(new Action.Book(lost, new WorkerId(1), Status.DISCONNECTED, "Superseded"));
        flush();

        assertThat(whileItBelieves).containsExactly("active|m2");
        assertThat(statuses()).containsExactly("disconnected|m1", "active|m2");
    }

    @Test
    void theWinnersWriteClosesWhatLowerLivesLeftOpen() throws Exception {
        Life first = new Life(D1, claimed(M1), 1);
        table(M1).write(List.of(status(first, Status.ACTIVE)));
        postgres.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id,"
                        + " disconnected_at) VALUES ('d2', 'by hand', 'active', 'seed', now())");

        table(M1).write(List.of(status(new Life(D1, first.epoch(), 2), Status.CONNECTING)));
        table(M1).write(List.of(status(new Life(new DocumentId("d2"), 1, 1), Status.ACTIVE)));

        assertThat(
                        postgres.rows(
                                "SELECT document_id, status FROM agent_connections ORDER BY 1,"
                                        + " epoch, life"))
                .containsExactly(
                        "d1|disconnected", "d1|connecting", "d2|disconnected", "d2|active");
    }

    @Test
    void whileItIsAwayTheLatestOfEachLifeWaitsAndIsWrittenWithItsAge() throws Exception {
        long epoch = claimed(M1);
        Life first = new Life(D1, epoch, 1);
        Life second = new Life(D1, epoch, 2);
        books.book(new Action.Book(first, new WorkerId(1), Status.ACTIVE, null));
        flush();

        postgres.goAway();
        books.book(new Action.Book(first, new WorkerId(1), Status.DETACHING, null));
        books.book(new Action.Book(first, new WorkerId(1), Status.DISCONNECTED, "Died"));
        books.book(new Action.Book(second, new WorkerId(2), Status.CONNECTING, null));
        books.book(new Action.Book(second, new WorkerId(2), Status.ACTIVE, null));
        books.keep(second, new Checkpoint("{\"read\":[1]}"));
        await().atMost(SOON).until(() -> !books.status().lastTrouble().isEmpty());
        clock.pass(Duration.ofMinutes(10));
        postgres.comeBack();
        flush();

        assertThat(
                        postgres.rows(
                                "SELECT life, status, error_message FROM agent_connections ORDER BY"
                                        + " life"))
                .containsExactly("1|disconnected|Died", "2|active|null");
        assertThat(
                        postgres.value(
                                "SELECT round(extract(epoch FROM now() - disconnected_at) / 60)"
                                        + " FROM agent_connections WHERE life = 1"))
                .isEqualTo("10");
        assertThat(
                        postgres.value(
                                "SELECT round(extract(epoch FROM now() - connected_at) / 60) FROM"
                                        + " agent_connections WHERE life = 2"))
                .isEqualTo("10");
        assertThat(books.status().setAside()).isZero();
    }

    @Test
    void theCheckpointComesBackWithTheNextClaimAndALowerLifeNeverOverwritesIt() throws Exception {
        long epoch = claimed(M1);
        books.keep(new Life(D1, epoch, 2), new Checkpoint("{\"a\": 1}"));
        flush();
        table(M1)
                .write(
                        List.of(
                                new BookEntry.Memory(
                                        new Life(D1, epoch, 1),
                                        new Checkpoint("{}"),
                                        Duration.ZERO)));
        books.giveBack(new Action.GiveBack(D1, epoch, Action.Reason.IDLE));
        flush();

        var answer = leases(M2).claim(D1, 0, Set.of());

        assertThat(memories.size()).isZero();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Ours.class,
                        ours -> {
                            assertThat(ours.checkpoint()).isEqualTo(new Checkpoint("{\"a\": 1}"));
                            assertThat(ours.epoch()).isGreaterThan(epoch);
                        });
    }

    @Test
    void aGiveBackThatComesLateTakesNothingFromTheNextClaim() throws Exception {
        long first = claimed(M1);
        long second = claimed(M1);

        books.giveBack(new Action.GiveBack(D1, first, Action.Reason.IDLE));
        flush();

        assertThat(second).isGreaterThan(first);
        assertThat(postgres.value("SELECT released_at IS NULL FROM document_leases"))
                .isEqualTo("t");
    }

    @Test
    void incidentsKeepTheEndOfWhatTheWorkerSaid() throws Exception {
        books.report(
                new Action.Report(
                        D1,
                        new Life(D1, 7, 1),
                        "died",
                        "exited with code 1",
                        new Exit(1, 0, List.of("x".repeat(70_000), "é last words")),
                        Duration.ofSeconds(3)));
        flush();

        assertThat(
                        postgres.value(
                                "SELECT kind, exit_code, exit_signal, uptime_ms, agent_id,"
                                    + " stderr_tail LIKE '%x' || chr(10) || 'é last words',"
                                    + " octet_length(stderr_tail) <= 65536 FROM agent_incidents"))
                .isEqualTo("died|1|null|3000|agent-d1-7|t|t");
    }
}
