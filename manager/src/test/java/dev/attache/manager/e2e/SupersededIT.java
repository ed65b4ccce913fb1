package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/** The document knows a higher epoch than its lease: close code 4409, told as bye. */
@Timeout(180)
class SupersededIT {
    @RegisterExtension private final House house = new House();

    @Test
    void itRestsAndComesBackWithAHigherEpochAndWithoutAHotLoop() throws Exception {
        long stored = 8_000_000_000_000L;
        house.workers().at("d1", "superseded by " + stored);
        house.manager("m1", PolicyOf.capacity(2).policy());
        house.active("d1", 0);

        Until.holds("it has come back twice", () -> visits().size() == 3);
        house.workers().at("d1", "well");
        house.awaitAttached("d1");

        List<ScriptedWorkers.Attached> visits = visits();
        assertThat(visits.get(0).epoch()).isLessThan(stored);
        assertThat(visits.get(1).epoch()).isEqualTo(stored + 1);
        assertThat(visits.get(2).epoch()).isGreaterThan(visits.get(1).epoch());
        assertThat(visits.get(1).atMillis() - visits.get(0).atMillis()).isGreaterThan(950);
        assertThat(visits.get(2).atMillis() - visits.get(1).atMillis()).isGreaterThan(1950);
        assertThat(house.postgres().rows("SELECT kind FROM agent_incidents")).isEmpty();
        assertThat(
                        house.postgres()
                                .rows(
                                        "SELECT status, error_message FROM agent_connections"
                                                + " ORDER BY epoch"))
                .startsWith(
                        "disconnected|Superseded at the document",
                        "disconnected|Superseded at the document");
    }

    private List<ScriptedWorkers.Attached> visits() {
        return house.workers().attached("d1");
    }
}
