package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An operator's word is stronger than activity, and outlives the manager that heard it. */
@Timeout(180)
class OverridesIT {
    @RegisterExtension private final House house = new House();

    @Test
    void pinBanAndPauseHoldAtOnceAndAfterARestart() throws Exception {
        TestManager first = house.manager("m1", PolicyOf.capacity(5).policy());
        house.active("banned", 3);
        house.active("paused", 2);
        house.active("usual", 1);
        house.awaitAttached("banned", "paused", "usual");

        override("banned", "ban");
        override("paused", "pause");
        override("pinned", "pin");

        house.awaitAttached("pinned", "usual");
        // Not attached from the moment they are told to leave; their rows are closed when they
        // have.
        Until.holds(
                "the books say why",
                () ->
                        reasons().contains("Banned by an operator")
                                && reasons().contains("Paused by an operator"));

        first.close();
        assertThat(house.workers().alive()).isEmpty();
        house.manager("m1", PolicyOf.capacity(5).policy());

        house.awaitAttached("pinned", "usual");
        house.active("banned", 0);
        house.active("paused", 0);
        house.active("last", 0);
        house.awaitAttached("last", "pinned", "usual");
        assertThat(house.workers().attached("banned")).hasSize(1);
        assertThat(house.workers().attached("paused")).hasSize(1);

        house.postgres().run("DELETE FROM document_overrides WHERE kind <> 'pin'");
        house.awaitAttached("banned", "last", "paused", "pinned", "usual");
    }

    @Test
    void aPinnedDocumentWithoutPeopleIsNotTakenForANewcomer() throws Exception {
        TestManager manager =
                house.manager(
                        "m1", PolicyOf.capacity(1).evictQuiet(java.time.Duration.ZERO).policy());
        override("pinned", "pin");
        house.awaitAttached("pinned");

        house.active("newcomer", 0);

        Until.holds("it waits", () -> house.overview(manager).waiting() == 1);
        assertThat(house.attached()).containsExactly("pinned");
    }

    private String reasons() {
        return house.postgres()
                .rows(
                        "SELECT error_message FROM agent_connections WHERE disconnected_at IS NOT"
                                + " NULL")
                .toString();
    }

    private void override(String document, String kind) {
        house.postgres()
                .run(
                        "INSERT INTO document_overrides (document_id, kind) VALUES ('%s', '%s')"
                                .formatted(document, kind));
    }
}
