package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** document_seen and document_switch, as a Durable Object calls them. */
class SignsIT {
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
    void aSignCreatesAStateThatEventsNeverMade() {
        assertThat(seen("d", 5, 2, null)).isEqualTo("t");

        assertThat(
                        db.rows(
                                        "SELECT user_count, expects_signs, edit_age_ms FROM"
                                                + " documents_in_use")
                                .getFirst())
                .containsExactly("2", "t", "∅");
        assertThat(db.notified()).isOne();
        assertThat(db.number("SELECT count(*) FROM document_activity")).isZero();
    }

    @Test
    void aSignRepairsAStateThatIsWrong() {
        seen("d", 5, 2, null);

        assertThat(seen("d", 5, 0, null)).isEqualTo("t");
        assertThat(db.rows("SELECT * FROM documents_in_use")).isEmpty();

        assertThat(seen("d", 6, 1, null)).isEqualTo("t");
        assertThat(db.one("SELECT user_count FROM documents_in_use")).isEqualTo("1");
        assertThat(db.notified()).isEqualTo(3);
    }

    @Test
    void aSignOfALowerSeqIsIgnored() {
        seen("d", 5, 1, null);
        db.notified();

        assertThat(seen("d", 4, 0, 0L)).isEqualTo("f");

        assertThat(db.rows("SELECT user_count, edit_age_ms FROM documents_in_use").getFirst())
                .containsExactly("1", "∅");
        assertThat(db.notified()).isZero();
    }

    @Test
    void anEventThatComesAfterItsSignIsStillBelieved() {
        seen("d", 5, 1, null);

        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count, seq) VALUES"
                        + " ('d', 'active', 1, 5)");

        assertThat(db.one("SELECT last_event FROM document_state")).isEqualTo("active");
    }

    @Test
    void aSignWithoutNewsRefreshesQuietly() {
        seen("d", 5, 1, 1000L);
        db.run("UPDATE document_state SET last_sign = now() - interval '10 minutes'");
        db.notified();

        seen("d", 5, 1, 1000L);
        assertThat(db.number("SELECT sign_age_ms FROM documents_in_use")).isLessThan(60_000);
        assertThat(db.notified()).isZero();
    }

    @Test
    void anEditIsAnActivityAndIsTold() {
        seen("d", 5, 1, null);
        db.run(
                "UPDATE document_state SET last_activity = now() - interval '1 hour', last_edit ="
                        + " now() - interval '1 hour'");
        db.notified();

        seen("d", 5, 1, 20_000L);

        assertThat(db.number("SELECT activity_age_ms FROM documents_in_use"))
                .isBetween(20_000L, 80_000L);
        assertThat(db.number("SELECT edit_age_ms FROM documents_in_use"))
                .isBetween(20_000L, 80_000L);
        assertThat(db.notified()).isOne();

        seen("d", 5, 1, 3_000_000L);
        assertThat(db.number("SELECT edit_age_ms FROM documents_in_use")).isLessThan(80_000);
    }

    @Test
    void anOpenTabIsNoActivity() {
        seen("d", 5, 1, null);
        db.run("UPDATE document_state SET last_activity = now() - interval '1 hour'");

        seen("d", 5, 1, null);

        assertThat(db.number("SELECT activity_age_ms FROM documents_in_use"))
                .isGreaterThan(3_000_000);
    }

    @Test
    void aRowMadeByHandNeedsNoSignsUntilTheObjectSpeaks() {
        seen("d", 5, 1, null);
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('d',"
                        + " 'active', 1)");
        assertThat(db.one("SELECT expects_signs FROM documents_in_use")).isEqualTo("f");

        seen("d", 5, 1, null);
        assertThat(db.one("SELECT expects_signs FROM documents_in_use")).isEqualTo("t");
    }

    @Test
    void absurdAgesAreBounded() {
        seen("d", 5, 1, Long.MAX_VALUE);
        seen("e", 5, 1, -5L);

        assertThat(db.number("SELECT edit_age_ms FROM documents_in_use WHERE document_id = 'e'"))
                .isLessThan(60_000);
        assertThatThrownBy(() -> seen("", 5, 1, null)).hasMessageContaining("name_fits");
        assertThatThrownBy(() -> seen("d", 6, -1, null)).hasMessageStartingWith("23514");
    }

    @Test
    void theSwitchOfThePageIsAnOverrideAndTheLatestSeqWins() {
        assertThat(switched("d", 5, true)).isEqualTo("t");
        assertThat(db.rows("SELECT document_id, kind, set_by FROM overrides_in_force").getFirst())
                .containsExactly("d", "off", "page");

        assertThat(switched("d", 7, false)).isEqualTo("t");
        assertThat(switched("d", 6, true)).isEqualTo("f");
        assertThat(db.rows("SELECT * FROM overrides_in_force")).isEmpty();
        assertThat(db.notified()).isEqualTo(2);

        switched("d", 8, false);
        assertThat(db.notified()).isZero();
    }

    @Test
    void everyChangeOfAnOverrideIsTold() {
        db.run("INSERT INTO document_overrides (document_id, kind) VALUES ('d', 'ban')");
        assertThat(db.notified()).isOne();

        db.run("UPDATE document_overrides SET until = now() + interval '1 hour'");
        assertThat(db.notified()).isOne();
        assertThat(db.number("SELECT remaining_ms FROM overrides_in_force"))
                .isBetween(3_500_000L, 3_600_000L);

        db.run("UPDATE document_overrides SET reason = 'because'");
        assertThat(db.notified()).isZero();

        db.run("DELETE FROM document_overrides");
        assertThat(db.notified()).isOne();
    }

    @Test
    void anOverrideWhoseTimeIsOverIsNotInForce() {
        db.run(
                "INSERT INTO document_overrides (document_id, kind, until) VALUES ('d', 'pause',"
                        + " now() - interval '1 s'), ('d', 'pin', 'infinity')");

        assertThat(db.rows("SELECT kind, remaining_ms FROM overrides_in_force").getFirst())
                .containsExactly("pin", "∅");
    }

    private String seen(String document, long seq, int users, @Nullable Long editedMsAgo) {
        return db.one(
                "SELECT document_seen(document_id => ?, seq => ?, user_count => ?, edited_ms_ago =>"
                        + " ?::bigint)",
                document,
                seq,
                users,
                editedMsAgo);
    }

    private String switched(String document, long seq, boolean off) {
        return db.one(
                "SELECT document_switch(document_id => ?, seq => ?, \"off\" => ?)",
                document,
                seq,
                off);
    }
}
