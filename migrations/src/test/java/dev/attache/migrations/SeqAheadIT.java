package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A seq from a clock that runs ahead, in another unit, or typed by hand. Believed it would make the
 * document deaf to its own object for ever.
 */
class SeqAheadIT {
    private static final String IN_HALF_AN_HOUR =
            "(extract(epoch FROM now()) * 1000)::bigint + 1800000";

    private final Db db = PostgresServer.bare().database().migrated();
    private final long began = db.number("SELECT (extract(epoch FROM now()) * 1000)::bigint");

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1767225600000000", IN_HALF_AN_HOUR})
    void itsDocumentHearsWhatComesAfterIt(String ahead) {
        event("active", 1, ahead);
        assertThat(inUse()).isEqualTo("t 1");

        event("user_joined", 2, now(0));
        assertThat(inUse()).isEqualTo("t 2");
        assertThat(seen(now(1), 3)).isTrue();
        assertThat(inUse()).isEqualTo("t 3");
        event("idle", 0, now(2));
        assertThat(inUse()).isEqualTo("f 0");
    }

    @Test
    void amongOrdinaryOnesItCountsWhenItArrives() {
        db.run(
                """
                INSERT INTO document_activity (document_id, event_type, user_count, seq)
                VALUES ('d', 'active', 1, 10), ('d', 'user_joined', 2, 9223372036854775807), ('d', 'idle', 0, 20),
                       ('d', 'active', 9, 15)\
                """);

        assertThat(inUse()).as("15 is late").isEqualTo("f 0");
        assertThat(db.one("SELECT last_seq FROM document_state")).isEqualTo("20");
    }

    /** Its object has it in storage, and goes on counting from there. */
    @Test
    void anObjectWhoseClockRanAheadOnceIsHeardForEver() {
        event("active", 1, "9000000000000000");
        event("user_left", 0, "9000000000000001");
        event("idle", 0, "9000000000000002");
        assertThat(inUse()).isEqualTo("f 0");

        event("active", 1, "9000000000000003");
        assertThat(seen("9000000000000004", 2)).isTrue();

        assertThat(inUse()).isEqualTo("t 2");
        assertThat(db.one("SELECT expects_signs FROM document_state")).isEqualTo("t");
    }

    @Test
    void aSignOrARowThatIsAlreadyThereDeafensNobody() {
        assertThat(seen("9223372036854775807", 1)).isTrue();
        db.run("UPDATE document_state SET last_seq = 9223372036854775807");

        assertThat(seen(now(0), 4)).isTrue();
        assertThat(inUse()).isEqualTo("t 4");
        event("idle", 0, now(1));
        assertThat(inUse()).isEqualTo("f 0");
        assertThat(seen(now(0), 7)).as("that one is late").isFalse();
    }

    @Test
    void theSwitchOfThePageStillSwitches() {
        assertThat(switched("9223372036854775807", true)).isTrue();
        assertThat(switched(now(0), false)).isTrue();
        assertThat(db.rows("SELECT * FROM overrides_in_force")).isEmpty();

        db.run("UPDATE document_overrides SET seq = 9223372036854775807");
        assertThat(switched(now(1), true)).isTrue();
        assertThat(db.rows("SELECT * FROM overrides_in_force")).hasSize(1);
        assertThat(switched("7", false)).as("that one is late").isFalse();
    }

    /** Of an object whose clock is right. */
    private String now(int plus) {
        return "" + (began + plus);
    }

    private void event(String type, int people, String seq) {
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count, seq) VALUES"
                        + " ('d', ?, ?, %s)".formatted(seq),
                type,
                people);
    }

    private boolean seen(String seq, int people) {
        return "t".equals(db.one("SELECT document_seen('d', %s, ?)".formatted(seq), people));
    }

    private boolean switched(String seq, boolean off) {
        return "t".equals(db.one("SELECT document_switch('d', %s, ?)".formatted(seq), off));
    }

    private String inUse() {
        return String.join(
                " ", db.rows("SELECT in_use, user_count FROM document_state").getFirst());
    }
}
