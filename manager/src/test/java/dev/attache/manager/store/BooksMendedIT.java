package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Action.Status;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.store.LeaseTable.Answer.Ours;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What other clients of the database do to the books, and what a killed manager leaves. */
final class BooksMendedIT extends BooksOnPostgres {
    @Test
    void aKilledManagersRowsAndLeasesAreMendedAtItsNextStart() throws Exception {
        Life life = new Life(D1, claimed(M1), 1);
        table(M1).write(List.of(status(life, Status.ACTIVE)));
        var again = new ManagerIdentity("m1", UUID.randomUUID(), "host1", 99, "1.0.0");
        long other = ((Ours) leases(again).claim(new DocumentId("d2"), 0, Set.of())).epoch();
        table(again)
                .write(List.of(status(new Life(new DocumentId("d2"), other, 1), Status.ACTIVE)));

        Recovery.Found found = new Recovery(database, again).run();

        assertThat(found).isEqualTo(new Recovery.Found(1, 1));
        assertThat(row("status, error_message")).isEqualTo("disconnected|" + Recovery.WHY);
        assertThat(postgres.value("SELECT status FROM agent_connections WHERE document_id = 'd2'"))
                .isEqualTo("active");
        assertThat(leases(M2).claim(D1, 0, Set.of())).isInstanceOf(Ours.class);
    }

    @Test
    void poisonIsSetAsideAndTheRestIsWritten() throws Exception {
        long epoch = claimed(M1);
        for (int i = 1; i <= 20; i++) {
            // The table's own rule: a strike is positive.
            int strikes = i == 7 ? -1 : i;
            books.quarantine(
                    new Action.Quarantine(
                            new DocumentId("q" + i),
                            "no\u0000thing",
                            strikes,
                            Duration.ofMinutes(10)));
        }
        books.book(new Action.Book(new Life(D1, epoch, 1), new WorkerId(1), Status.ACTIVE, null));
        flush();

        assertThat(postgres.value("SELECT count(*), min(reason) FROM document_quarantine"))
                .isEqualTo("19|nothing");
        assertThat(row("status")).isEqualTo("active");
        assertThat(books.status().setAside()).isEqualTo(1);
    }

    /** Nothing could ever be above it: no claim, no status, no checkpoint of that document. */
    @Test
    void anEpochThatAHandHasWrittenKeepsNobodyOut() throws Exception {
        postgres.run(
                "INSERT INTO document_leases (document_id, manager_id, instance, epoch,"
                        + " released_at) VALUES ('d1', 'm9', gen_random_uuid(),"
                        + " 9223372036854775807, now())");
        postgres.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, epoch, life,"
                        + " manager_id) VALUES ('d1', 'by hand', 'active', 9223372036854775807, 1,"
                        + " 'm9')");
        postgres.run(
                "INSERT INTO document_memory (document_id, checkpoint, epoch, life) VALUES ('d1',"
                        + " '{}', 9223372036854775807, 1)");

        long first = claimed(M1);
        Life life = new Life(D1, claimed(M1), 1);
        books.book(new Action.Book(life, new WorkerId(1), Status.ACTIVE, null));
        books.keep(life, new Checkpoint("{\"read\":[1]}"));
        flush();

        assertThat(life.epoch()).isGreaterThan(first).isLessThan(1L << 53);
        assertThat(statuses()).containsExactly("active|m1", "disconnected|m9");
        assertThat(postgres.value("SELECT checkpoint FROM document_memory"))
                .isEqualTo("{\"read\":[1]}");
        assertThat(books.status().setAside()).isZero();
    }

    @Test
    void rowsOfTheLivingThatOthersDeletedOrClosedAreWrittenAgain() throws Exception {
        long epoch = claimed(M1);
        Life living = new Life(D1, epoch, 2);
        Life closed = new Life(new DocumentId("d2"), 7, 1);
        Life ended = new Life(new DocumentId("d3"), 7, 1);
        Life lost = new Life(new DocumentId("d4"), 7, 1);
        int worker = 0;
        for (Life life : List.of(living, closed, ended, lost)) {
            books.book(new Action.Book(life, new WorkerId(++worker), Status.ACTIVE, null));
        }
        books.book(new Action.Book(ended, new WorkerId(3), Status.DISCONNECTED, "Died"));
        flush();
        postgres.run("DELETE FROM agent_connections WHERE document_id IN ('d1', 'd3')");
        postgres.run("DELETE FROM document_leases");
        postgres.run(
                "UPDATE agent_connections SET status = 'disconnected', disconnected_at = now(),"
                        + " error_message = 'Manager m1 is dead'");
        ((Ours) leases(M2).claim(new DocumentId("d4"), 8, Set.of())).epoch();
        var rows = new LostRows(database, M1, memories, books);

        assertThat(rows.writeAgain()).isEqualTo(3);
        flush();
        assertThat(rows.writeAgain()).isZero();

        assertThat(
                        postgres.rows(
                                "SELECT document_id, status, life, error_message FROM"
                                        + " agent_connections ORDER BY 1"))
                .containsExactly(
                        "d1|active|2|null",
                        "d2|active|1|null",
                        "d4|disconnected|1|Manager m1 is dead");
        assertThat(postgres.rows("SELECT document_id, manager_id FROM document_leases ORDER BY 1"))
                .containsExactly("d1|m1", "d4|m2");
        assertThat(postgres.value("SELECT epoch FROM document_leases WHERE document_id = 'd1'"))
                .isEqualTo("" + epoch);
    }
}
