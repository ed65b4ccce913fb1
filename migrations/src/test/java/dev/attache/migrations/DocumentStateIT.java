package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** From events and signs to what is in use. */
class DocumentStateIT {
    private final Db db = PostgresServer.bare().database().migrated();

    @BeforeEach
    void listen() {
        db.run("LISTEN attache_activity");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aRowTypedInPsqlPutsADocumentInUseUntilAnIdleRow() {
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                        + " ('x','active',1)");
        assertThat(db.one("SELECT document_id FROM documents_in_use")).isEqualTo("x");
        assertThat(db.one("SELECT expects_signs FROM documents_in_use")).isEqualTo("f");

        db.run("INSERT INTO document_activity (document_id, event_type) VALUES ('x','idle')");
        assertThat(db.rows("SELECT * FROM documents_in_use")).isEmpty();
    }

    @Test
    void namesThatNoUrlCanCarryAreRefusedWithASentence() {
        for (String name : new String[] {".", ".."}) {
            for (String sql :
                    new String[] {
                        "INSERT INTO document_activity (document_id, event_type) VALUES (?,"
                                + " 'active')",
                        "SELECT document_seen(?, 1, 1)",
                        "SELECT document_switch(?, 1, true)",
                        "INSERT INTO document_overrides (document_id, kind) VALUES (?, 'ban')"
                    }) {
                assertThatThrownBy(() -> db.run(sql, name))
                        .as(sql)
                        .hasMessageContaining("a document's name must not be . or ..");
            }
        }
        event("...", "active", 1, 1L);
        assertThat(db.one("SELECT document_id FROM documents_in_use")).isEqualTo("...");
    }

    @Test
    void aLowerSeqThatComesLateChangesNothing() {
        event("d", "active", 1, 10L);
        event("d", "idle", 0, 20L);
        String before = state("d");
        db.notified();

        event("d", "user_joined", 7, 15L);

        assertThat(state("d")).isEqualTo(before);
        assertThat(db.notified()).isZero();
        assertThat(db.number("SELECT count(*) FROM document_activity")).isEqualTo(3);
    }

    @Test
    void aLowerSeqInsideOneInsertChangesNothingEither() {
        db.run(
                """
                INSERT INTO document_activity (document_id, event_type, user_count, seq)
                VALUES ('d', 'active', 1, 10), ('d', 'idle', 0, 30), ('d', 'user_joined', 5, 20)\
                """);

        assertThat(
                        db.rows(
                                        "SELECT in_use, user_count, last_event, last_seq FROM"
                                                + " document_state")
                                .getFirst())
                .containsExactly("f", "0", "idle", "30");
    }

    @Test
    void rowsWithoutSeqAlwaysCountInTheOrderTheyArrive() {
        event("d", "active", 3, 1000L);
        event("d", "idle", 0, null);
        assertThat(db.rows("SELECT * FROM documents_in_use")).isEmpty();

        event("d", "active", 1, null);
        assertThat(db.rows("SELECT user_count, expects_signs FROM documents_in_use").getFirst())
                .containsExactly("1", "f");

        event("d", "user_joined", 9, 999L);
        assertThat(db.one("SELECT user_count FROM documents_in_use")).isEqualTo("1");
    }

    /** PostgreSQL takes no age from such a time, and one bad row would be an error for all. */
    @Test
    void anInfiniteTimeIsBroughtInAndCostsNobodyElse() {
        for (String time : new String[] {"-infinity", "infinity", "4713-01-01 BC", "9999-01-01"}) {
            db.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count,"
                            + " \"timestamp\") VALUES (?, 'active', 1, ?::timestamptz)",
                    time,
                    time);
        }
        event("d", "active", 1, 10L);
        assertThat(db.rows("SELECT * FROM documents_in_use")).hasSize(5);
        assertThat(db.rows("SELECT * FROM attache_waiting")).hasSize(5);

        db.run(
                "UPDATE document_state SET last_activity = '-infinity', last_edit = 'infinity',"
                        + " last_sign = '-infinity' WHERE document_id = 'infinity'");
        db.run(
                "INSERT INTO document_overrides (document_id, kind, until, set_at) VALUES ('d',"
                        + " 'ban', 'infinity', '-infinity')");

        assertThat(db.rows("SELECT * FROM documents_in_use")).hasSize(5);
        assertThat(db.rows("SELECT * FROM overrides_in_force")).hasSize(1);
    }

    @Test
    void theSameEventTwiceIsOneEvent() {
        var id = UUID.randomUUID();
        String sql =
                """
                INSERT INTO document_activity (document_id, event_type, user_count, seq, event_id)
                VALUES ('d', 'active', 1, 5, ?) ON CONFLICT (event_id) DO NOTHING\
                """;
        assertThat(db.run(sql, id)).isOne();
        String before = state("d");
        db.notified();

        assertThat(db.run(sql, id)).isZero();

        assertThat(db.number("SELECT count(*) FROM document_activity")).isOne();
        assertThat(state("d")).isEqualTo(before);
        assertThat(db.notified()).isZero();
    }

    @Test
    void oneInsertOfAThousandRowsIsOneNotification() {
        db.run(
                """
                INSERT INTO document_activity (document_id, event_type, user_count, seq)
                SELECT 'd' || i, 'active', 1, i FROM generate_series(1, 1000) i\
                """);

        assertThat(db.notified()).isOne();
        assertThat(db.number("SELECT count(*) FROM documents_in_use")).isEqualTo(1000);
    }

    @Test
    void theLastToLeaveLeavesItInUseUntilTheGraceIsOver() {
        event("d", "active", 1, 1L);
        event("d", "user_left", 0, 2L);
        assertThat(db.one("SELECT user_count FROM documents_in_use")).isEqualTo("0");

        event("unheard", "user_left", 0, 2L);
        assertThat(db.one("SELECT in_use FROM document_state WHERE document_id = 'unheard'"))
                .isEqualTo("f");

        event("unheard", "user_left", 1, 3L);
        assertThat(db.one("SELECT in_use FROM document_state WHERE document_id = 'unheard'"))
                .isEqualTo("t");
    }

    @Test
    void joiningIsAnActivityAndLeavingIsNone() {
        event("d", "active", 1, 1L);
        makeOld("d");

        event("d", "user_left", 1, 2L);
        assertThat(activityAge("d")).isGreaterThan(3_000_000);

        event("d", "user_joined", 2, 3L);
        assertThat(activityAge("d")).isLessThan(60_000);
    }

    @Test
    void anEventThatWasDelayedCarriesItsAge() {
        db.run(
                """
                INSERT INTO document_activity (document_id, event_type, user_count, seq, "timestamp")
                VALUES ('d', 'active', 1, 1, now() - interval '1 hour'), ('clock', 'active', 1, 1, now() + interval '1 hour')\
                """);

        assertThat(activityAge("d")).isBetween(3_590_000L, 3_700_000L);
        assertThat(activityAge("clock")).isLessThan(60_000);
        assertThat(db.number("SELECT sign_age_ms FROM documents_in_use WHERE document_id = 'd'"))
                .isLessThan(60_000);
    }

    @Test
    void wrongEventsAreRefusedAtTheDoor() {
        assertThatThrownBy(() -> event("d", "exploded", 1, 1L)).hasMessageStartingWith("23514");
        assertThatThrownBy(() -> event("d", "active", -1, 1L)).hasMessageStartingWith("23514");
        assertThatThrownBy(() -> event("", "active", 1, 1L)).hasMessageContaining("name_fits");
        assertThatThrownBy(() -> event("x".repeat(10_000), "active", 1, 1L))
                .hasMessageContaining("name_fits");

        String odd = "a/b \"c\" 'd'\n%2F " + "😀".repeat(200);
        event(odd, "active", 1, 1L);
        assertThat(db.one("SELECT document_id FROM documents_in_use")).isEqualTo(odd);
    }

    private void event(String document, String type, int users, @Nullable Long seq) {
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count, seq) VALUES"
                        + " (?, ?, ?, ?::bigint)",
                document,
                type,
                users,
                seq);
    }

    private String state(String document) {
        return db.rows("SELECT * FROM document_state WHERE document_id = ?", document).toString();
    }

    private void makeOld(String document) {
        db.run(
                "UPDATE document_state SET last_activity = now() - interval '1 hour', last_sign ="
                        + " now() - interval '1 hour' WHERE document_id = ?",
                document);
    }

    private long activityAge(String document) {
        return db.number(
                "SELECT activity_age_ms FROM documents_in_use WHERE document_id = ?", document);
    }
}
