package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a document's object is told when it has no agent. */
class StandingIT {
    private final Db db = PostgresServer.bare().database().migrated();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void nothingIsSaidOfADocumentThatNobodyKnows() {
        assertThat(standing("d")).isEqualTo("{}");
    }

    @Test
    void ofTwoManagersTheBetterPositionCounts() {
        waits("m1", "d", 7, "1 second");
        waits("m2", "d", 3, "1 second");
        waits("m2", "e", 1, "1 second");

        assertThat(standing("d")).isEqualTo("{\"position\": 3}");
    }

    @Test
    void aPositionThatIsNotRenewedIsNotBelieved() {
        waits("m1", "d", 3, "91 seconds");

        assertThat(standing("d")).isEqualTo("{}");
    }

    @Test
    void aDecisionOfAnOperatorIsNamedWithoutItsReason() {
        db.run(
                "INSERT INTO document_overrides (document_id, kind, reason, set_by) VALUES ('d',"
                        + " 'pause', 'costs too much', 'ops')");
        assertThat(standing("d")).isEqualTo("{\"kept_away_by\": \"pause\"}");

        db.run("INSERT INTO document_overrides (document_id, kind) VALUES ('d', 'ban')");
        assertThat(standing("d")).isEqualTo("{\"kept_away_by\": \"ban\"}");

        db.run("UPDATE document_overrides SET until = now() - interval '1 second'");
        assertThat(standing("d")).isEqualTo("{}");
    }

    @Test
    void aQuarantineIsNamedWithoutItsReason() {
        db.run(
                "INSERT INTO document_quarantine (document_id, reason, lift_after) VALUES ('d',"
                        + " 'secret words', now())");

        assertThat(standing("d")).isEqualTo("{\"kept_away_by\": \"quarantine\"}");
    }

    @Test
    void operatorsSeeThePositionBesideTheReason() {
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('d',"
                        + " 'active', 1)");
        waits("m1", "d", 4, "1 second");

        assertThat(db.rows("SELECT why, position FROM attache_waiting").getFirst())
                .containsExactly("waiting for a manager with a free place", "4");
    }

    private void waits(String manager, String document, int position, String ago) {
        db.rows(
                "INSERT INTO document_positions VALUES (?, ?, ?::int, now() - ?::interval)"
                        + " RETURNING 1",
                manager,
                document,
                position,
                ago);
    }

    private String standing(String document) {
        return db.one("SELECT document_standing(?)", document);
    }
}
