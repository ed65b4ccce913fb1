package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;

/** More documents than slots. */
@Timeout(180)
class FullHouseIT {
    private static final Duration LONG = Duration.ofHours(1);

    @RegisterExtension private final House house = new House();

    @Test
    void theEleventhDocumentTakesThePlaceOfTheLeastRecentlyActiveOne() throws Exception {
        house.manager("m1", PolicyOf.capacity(10).residency(Duration.ZERO).policy());
        for (int i = 10; i < 20; i++) {
            house.active("d" + i, i == 15 ? 600 : 300);
        }
        house.awaitAttached(10);

        house.active("d20", 0);

        house.awaitAttached("d10", "d11", "d12", "d13", "d14", "d16", "d17", "d18", "d19", "d20");
        house.awaitRow(
                "d15|disconnected|Evicted (LRU)",
                "SELECT document_id, status, error_message FROM agent_connections WHERE"
                        + " document_id = 'd15'");
        assertThat(house.log()).contains("Evicting least active document").contains("by=d20");
        assertThat(house.workers().alive()).hasSize(10);
    }

    @Test
    void withEvictQuietZeroItDoesSoAtOnceThoughAllWereEditedJustNow() throws Exception {
        house.workers().at("d1", "edited");
        house.workers().at("d2", "edited");
        house.manager(
                "m1", PolicyOf.capacity(2).evictQuiet(Duration.ZERO).residency(LONG).policy());
        house.active("d1", 20);
        house.awaitAttached("d1");
        house.active("d2", 10);
        house.awaitAttached("d1", "d2");

        house.active("d3", 0);

        house.awaitAttached("d2", "d3");
    }

    @Test
    void whenAllAreShelteredItWaitsAndGetsTheFirstFreeSlot() throws Exception {
        TestManager manager = house.manager("m1", PolicyOf.capacity(2).residency(LONG).policy());
        house.active("d1", 90);
        house.active("d2", 80);
        house.awaitAttached("d1", "d2");
        house.active("first", 70);
        Until.holds("it waits", () -> house.overview(manager).waiting() == 1);
        house.active("second", 0);
        Until.holds("both wait", () -> house.overview(manager).waiting() == 2);
        assertThat(house.attached()).containsExactly("d1", "d2");

        house.idle("d2");

        house.awaitAttached("d1", "first");
        assertThat(house.overview(manager).waiting()).isEqualTo(1);
        assertThat(house.workers().attached("second")).isEmpty();
    }

    @Test
    void aBusyWorkerRefusesAndStays() throws Exception {
        house.workers().at("d1", "refuses");
        TestManager manager =
                house.manager("m1", PolicyOf.capacity(1).evictQuiet(Duration.ZERO).policy());
        house.active("d1", 60);
        house.awaitAttached("d1");
        long pid = house.pid("d1");

        house.active("d2", 0);

        Until.holds("it has refused", () -> house.workers().refusals() == 1);
        Until.holds("its phase is as it was", () -> phase(manager).equals("active"));
        assertThat(house.attached()).containsExactly("d1");
        assertThat(house.pid("d1")).isEqualTo(pid);

        house.idle("d1");
        house.awaitAttached("d2");
    }

    private String phase(TestManager manager) {
        return house.overview(manager).workers().getFirst().phase();
    }
}
