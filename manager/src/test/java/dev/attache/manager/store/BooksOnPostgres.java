package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Status;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.store.LeaseTable.Answer.Ours;
import dev.attache.manager.store.PostgresUsedDocuments.WorkerMake;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A manager's books on a real PostgreSQL, with another manager beside it. */
abstract class BooksOnPostgres {
    static final Duration SOON = Duration.ofSeconds(60);
    static final DocumentId D1 = new DocumentId("d1");
    static final ManagerIdentity M1 =
            new ManagerIdentity("m1", UUID.randomUUID(), "host1", 41, "1.0.0");
    static final ManagerIdentity M2 =
            new ManagerIdentity("m2", UUID.randomUUID(), "host2", 42, "1.0.0");
    static TestPostgres postgres;
    static Database database;

    final SettableClock clock = new SettableClock();
    final Memories memories = new Memories(clock);
    WriteBehind books;

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
        database = Database.open(postgres.url(), 4);
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void begin() throws Exception {
        postgres.empty();
        new PostgresManagers(database).beat(M1, 10, false, true);
        new PostgresManagers(database).beat(M2, 10, false, true);
        books = new WriteBehind(table(M1), memories, clock);
        books.start();
    }

    @AfterEach
    void end() {
        books.close();
    }

    static PostgresLeases leases(ManagerIdentity manager) {
        return new PostgresLeases(database, manager);
    }

    static PostgresBooks table(ManagerIdentity manager) {
        return new PostgresBooks(database, manager, () -> new WorkerMake("2.3", "c1"));
    }

    long claimed(ManagerIdentity manager) throws StoreTrouble {
        var ours = (Ours) leases(manager).claim(D1, 0, Set.of());
        memories.claimed(D1, ours);
        return ours.epoch();
    }

    static BookEntry.Status status(Life life, Status status) {
        return new BookEntry.Status(life, status, null, null, null, Duration.ZERO, Duration.ZERO);
    }

    static String row(String columns) {
        return postgres.value(
                "SELECT " + columns + " FROM agent_connections WHERE document_id = 'd1'");
    }

    static List<String> statuses() {
        return postgres.rows(
                "SELECT status, manager_id FROM agent_connections ORDER BY epoch, life");
    }

    void flush() throws InterruptedException {
        assertThat(books.flush(SOON)).isTrue();
    }
}
