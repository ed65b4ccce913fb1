package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Action.Status;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.metrics.MetricsBuffer;
import dev.attache.manager.metrics.MetricsWriter;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** Somebody has typed `select … for update` in psql and gone to lunch. */
final class HeldRowsIT extends BooksOnPostgres {
    @Test
    void aRowThatSomebodyHoldsCostsNoOtherDocumentItsBooks() throws Exception {
        Life held = new Life(D1, claimed(M1), 1);
        Life other = new Life(new DocumentId("d2"), 7, 1);
        books.book(new Action.Book(held, new WorkerId(1), Status.ACTIVE, null));
        flush();

        try (Connection client = postgres.connect()) {
            client.setAutoCommit(false);
            client.createStatement().execute("SELECT FROM document_leases FOR UPDATE");
            books.book(new Action.Book(held, new WorkerId(1), Status.DISCONNECTED, "Died"));
            books.keep(held, new Checkpoint("{}"));
            books.giveBack(new Action.GiveBack(D1, held.epoch(), Action.Reason.IDLE));
            books.book(new Action.Book(other, new WorkerId(2), Status.ACTIVE, null));
            await().atMost(SOON)
                    .until(
                            () ->
                                    postgres.rows("SELECT status FROM agent_connections ORDER BY 1")
                                            .equals(List.of("active", "active")));
            assertThat(postgres.value("SELECT count(*) FROM document_memory")).isEqualTo("1");
            client.rollback();
        }
        flush();

        assertThat(row("status")).isEqualTo("disconnected");
        assertThat(postgres.value("SELECT released_at IS NULL FROM document_leases"))
                .isEqualTo("f");
    }

    /** Of hundreds, each of those behind it used to wait for the lock, too, and again each time. */
    @Test
    void onceItIsKnownWhichRowIsHeldNobodyElseWaitsForIt() throws Exception {
        Life held = new Life(D1, claimed(M1), 1);
        books.book(new Action.Book(held, new WorkerId(1), Status.ACTIVE, null));
        flush();

        try (Connection client = postgres.connect()) {
            client.setAutoCommit(false);
            client.createStatement().execute("SELECT FROM agent_connections FOR UPDATE");
            books.book(new Action.Book(held, new WorkerId(1), Status.DISCONNECTED, "Died"));
            book(1, 200);
            awaitOpen(200);

            long began = System.nanoTime();
            for (int round = 2; round <= 6; round++) {
                book(round * 200 - 199, round * 200);
                awaitOpen(round * 200);
            }
            Duration fiveRounds = Duration.ofNanos(System.nanoTime() - began);

            assertThat(fiveRounds)
                    .as("five times the patience for a lock would be more")
                    .isLessThan(BatchWriting.PATIENCE.multipliedBy(5));
            client.rollback();
        }
        flush();
        assertThat(row("status")).isEqualTo("disconnected");
    }

    private void book(int from, int to) {
        for (int i = from; i <= to; i++) {
            Life life = new Life(new DocumentId("other" + i), 7, 1);
            books.book(new Action.Book(life, new WorkerId(100 + i), Status.ACTIVE, null));
        }
    }

    private static void awaitOpen(int count) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () ->
                                postgres.value(
                                                "SELECT count(*) FROM agent_connections WHERE"
                                                        + " document_id LIKE 'other%'")
                                        .equals("" + count));
    }

    @Test
    void theMetricsOfOneHeldRowWaitAndThoseOfTheOthersAreWritten() throws Exception {
        for (String document : List.of("d1", "d2")) {
            Life life = new Life(new DocumentId(document), 7, 1);
            books.book(new Action.Book(life, new WorkerId(document.hashCode()), Status.ACTIVE, ""));
        }
        flush();
        MetricsBuffer buffer = new MetricsBuffer(5_000, clock, (_, _, _, _) -> {});

        try (var writer = new MetricsWriter(buffer, new PostgresMetrics(database));
                Connection client = postgres.connect()) {
            client.setAutoCommit(false);
            client.createStatement()
                    .execute("SELECT FROM agent_connections WHERE document_id = 'd1' FOR UPDATE");
            writer.start();
            for (int i = 1; i <= 20; i++) {
                buffer.offer(new Life(D1, 7, 1), metrics(i));
                buffer.offer(new Life(new DocumentId("d2"), 7, 1), metrics(i));
            }
            await().atMost(SOON).until(() -> measured("d2").equals("20"));
            assertThat(measured("d1")).isEqualTo("0");
            buffer.offer(new Life(new DocumentId("d2"), 7, 1), metrics(21));
            await().atMost(SOON).until(() -> measured("d2").equals("21"));

            client.rollback();
            await().atMost(SOON).until(() -> measured("d1").equals("20"));
        }

        assertThat(buffer.dropped()).isZero();
        assertThat(postgres.rows("SELECT document_id, calls FROM agent_usage ORDER BY 1"))
                .containsExactly("d1|20", "d2|21");
    }

    private static String measured(String document) {
        return postgres.value(
                "SELECT count(*) FROM agent_metrics WHERE document_id = '" + document + "'");
    }

    private static FromWorker.Metrics metrics(long calls) {
        return new FromWorker.Metrics(80, 1, 4, null, calls, calls * 10, calls, 2);
    }
}
