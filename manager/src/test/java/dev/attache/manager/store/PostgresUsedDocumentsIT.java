package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.manager.activity.DocumentFilter;
import dev.attache.manager.activity.FeedDiff;
import dev.attache.manager.activity.UsedDocuments;
import dev.attache.manager.activity.UsedDocuments.Unreadable;
import dev.attache.manager.activity.UsedDocumentsContract;
import dev.attache.manager.fleet.Wish;
import dev.attache.manager.store.PostgresUsedDocuments.WorkerMake;
import dev.attache.manager.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

final class PostgresUsedDocumentsIT extends UsedDocumentsContract {
    private static final ManagerIdentity SELF =
            new ManagerIdentity("m1", UUID.randomUUID(), "host1", 41, "1.0.0");
    private static TestPostgres postgres;
    private static Database database;

    private final Set<String> dead = new HashSet<>();
    private WorkerMake make = new WorkerMake("1.0.0", "c1");
    private PostgresUsedDocuments table;

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
        database = Database.open(postgres.url(), 2);
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.empty();
        table = new PostgresUsedDocuments(database, SELF, dead::contains, () -> make);
    }

    @Test
    void oursAndThoseOfTheDeadAndOfNobodyAreFree() throws Exception {
        new PostgresLeases(database, SELF).claim(D1, 0, Set.of());
        leaseElsewhere("d2", "m2", 7);
        leaseElsewhere("d3", "m3", 8);
        leaseElsewhere("d4", "m4", 9);
        postgres.run("DELETE FROM managers WHERE id = 'm4'");
        dead.add("m3");

        assertThat(table.read().elsewhere())
                .extracting(lease -> lease.document().value())
                .containsExactly("d2");
    }

    @Test
    void anotherInstanceOfOurIdIsSomebodyElse() throws Exception {
        leaseElsewhere("d1", "m1", 7);

        assertThat(table.read().elsewhere()).hasSize(1);
    }

    @Test
    void aNewWorkerOrConfigurationIsNotHeldByAnOldQuarantine() throws Exception {
        quarantine("d1", "x", Duration.ofMinutes(10));
        postgres.run("UPDATE document_quarantine SET worker_version = '1.0.0', config_hash = 'c1'");
        assertThat(table.read().quarantines()).hasSize(1);

        make = new WorkerMake("1.0.1", "c1");
        assertThat(table.read().quarantines()).isEmpty();

        make = new WorkerMake(null, "c2");
        assertThat(table.read().quarantines()).isEmpty();

        lift("d1");
        assertThat(table.read().lifted()).isEmpty();
        make = new WorkerMake("1.0.0", "c1");
        assertThat(table.read().lifted()).hasSize(1);
    }

    @Test
    void aNameThatIsNoneIsLeftAlone() throws Exception {
        postgres.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                        + " (E'two\\nlines', 'active', 1), (repeat('x', 1000), 'active', 1)");
        use("d1", Duration.ZERO);

        assertThat(table.read().used()).hasSize(1);
    }

    @Test
    void aRowWithAnInfiniteTimeIsReadLikeTheOthers() throws Exception {
        for (String time : List.of("infinity", "-infinity")) {
            postgres.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count,"
                            + " \"timestamp\") VALUES ('"
                            + time
                            + "', 'active', 1, '"
                            + time
                            + "')");
            quarantine(time, "for ever, or for no time", Duration.ZERO);
            lift(time);
            quarantine(time, "again", Duration.ZERO);
        }
        postgres.run("UPDATE document_quarantine SET lift_after = document_id::timestamptz");
        postgres.run("UPDATE document_quarantine_lifted SET lifted_at = document_id::timestamptz");
        postgres.run(
                "INSERT INTO document_overrides (document_id, kind, until, set_at) VALUES ('d1',"
                        + " 'pause', 'infinity', '-infinity')");

        var read = table.read();

        assertThat(read.used()).hasSize(2);
        assertThat(read.wishes()).extracting(wished -> wished.wish().endsIn()).containsNull();
        assertThat(read.quarantines())
                .extracting(q -> q.liftableIn().toDays() > 30_000)
                .containsExactlyInAnyOrder(true, false);
        assertThat(read.lifted()).hasSize(2);
    }

    /** As a standby is, and Supabase once its disk is full. */
    @Test
    void aDatabaseThatTakesNothingCountsAsAwayAlthoughItAnswers() throws Exception {
        postgres.run("DROP ROLE IF EXISTS reader");
        postgres.run("CREATE ROLE reader SUPERUSER LOGIN PASSWORD 'reader'");
        postgres.run("ALTER ROLE reader SET default_transaction_read_only = on");
        var url =
                DatabaseUrl.parse(
                        "postgresql://reader:reader@localhost:" + postgres.port() + "/postgres");
        try (Database readOnly = Database.open(url, 1)) {
            assertThatThrownBy(
                            new PostgresUsedDocuments(readOnly, SELF, dead::contains, () -> make)
                                    ::read)
                    .isInstanceOf(Unreadable.class)
                    .hasMessageContaining("read-only");
        }
    }

    @Test
    void aHundredThousandDocumentsInUseAreReadAndComparedInTime() throws Exception {
        postgres.run(
                "INSERT INTO document_state (document_id, user_count, in_use) SELECT 'doc-' || i,"
                        + " 1, true FROM generate_series(1, 100000) i");
        postgres.run("VACUUM ANALYZE document_state");
        var diff = new FeedDiff(DocumentFilter.ALL, _ -> false);

        long began = System.nanoTime();
        var reading = table.read();
        long read = System.nanoTime();
        var first = diff.read(reading, Instant.EPOCH);
        var second = diff.read(reading, Instant.EPOCH);
        long compared = System.nanoTime();

        System.out.printf(
                "100,000 documents in use: read in %d ms, compared twice in %d ms%n",
                (read - began) / 1_000_000, (compared - read) / 1_000_000);
        assertThat(first).hasSize(100_001);
        assertThat(second).isEmpty();
        assertThat(Duration.ofNanos(compared - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Override
    protected UsedDocuments table() {
        return table;
    }

    @Override
    protected void use(String document, Duration activityAge) {
        postgres.run(
                "INSERT INTO document_activity (document_id, event_type, user_count, \"timestamp\")"
                        + " VALUES ("
                        + quoted(document)
                        + ", 'active', 1, now() - interval '"
                        + activityAge
                        + "')");
    }

    @Override
    protected void useWithSign(String document, Duration activityAge, Duration signAge) {
        postgres.run(
                "INSERT INTO document_state (document_id, user_count, in_use, last_seq,"
                        + " expects_signs, last_activity, last_sign) VALUES ("
                        + quoted(document)
                        + ", 1, true, 7, true, now() - interval '"
                        + activityAge
                        + "', now() - interval '"
                        + signAge
                        + "')");
    }

    @Override
    protected void leave(String document) {
        postgres.run(
                "INSERT INTO document_activity (document_id, event_type) VALUES ("
                        + quoted(document)
                        + ", 'idle')");
    }

    @Override
    protected void leaseElsewhere(String document, String manager, long epoch) {
        String instance = "'" + UUID.randomUUID() + "'";
        postgres.run(
                "INSERT INTO managers (id, instance, host, pid, version, capacity) VALUES ("
                        + quoted(manager)
                        + ", "
                        + instance
                        + ", 'h', 1, '1.0.0', 1)");
        postgres.run(
                "INSERT INTO document_leases (document_id, manager_id, instance, epoch) VALUES ("
                        + String.join(", ", quoted(document), quoted(manager), instance, "" + epoch)
                        + ")");
    }

    @Override
    protected void wish(String document, Wish wish) {
        String until = wish.endsIn() == null ? "NULL" : "now() + interval '" + wish.endsIn() + "'";
        postgres.run(
                "INSERT INTO document_overrides (document_id, kind, reason, until) VALUES ("
                        + String.join(
                                ", ",
                                quoted(document),
                                "lower('" + wish.kind() + "')",
                                quoted(wish.reason()),
                                until)
                        + ")");
    }

    @Override
    protected void quarantine(String document, String reason, Duration liftableIn) {
        postgres.run(
                "INSERT INTO document_quarantine (document_id, reason, lift_after) VALUES ("
                        + quoted(document)
                        + ", "
                        + quoted(reason)
                        + ", now() + interval '"
                        + liftableIn
                        + "')");
    }

    @Override
    protected void lift(String document) {
        postgres.run("DELETE FROM document_quarantine WHERE document_id = " + quoted(document));
    }

    @Override
    protected void goAway() {
        postgres.goAway();
    }

    @Override
    protected void comeBack() {
        postgres.comeBack();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
