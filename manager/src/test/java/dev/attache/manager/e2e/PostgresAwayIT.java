package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Agents go on without the database, and nothing of what happened meanwhile is lost. */
@Timeout(240)
class PostgresAwayIT {
    @RegisterExtension private final House house = new House();

    @Test
    void theStatusOfEveryLifeIsThereAfterwardsWithItsAge() throws Exception {
        TestManager manager =
                house.manager("m1", PolicyOf.capacity(5).backOff(Duration.ofMillis(200)).policy());
        house.active("d1", 3);
        house.active("d2", 2);
        house.active("d3", 1);
        house.awaitAttached("d1", "d2", "d3");
        long first = house.pid("d1");
        long second = house.pid("d2");
        long untouched = house.pid("d3");
        Instant back;

        house.postgres().goAway();
        try {
            Until.holds("it is noticed", () -> !house.overview(manager).booksReachable());
            Signal.KILL.to(first);
            Signal.KILL.to(second);
            awaitLives("d1", 2);
            awaitLives("d2", 2);
            Signal.KILL.to(house.workers().attached("d2").getLast().pid());
            awaitLives("d2", 3);
            assertThat(manager.manager().standing().books().waiting()).isPositive();
        } finally {
            back = Instant.now();
            house.postgres().comeBack();
        }

        String lives =
                "SELECT document_id, life, status FROM agent_connections ORDER BY document_id,"
                        + " life";
        Until.holds(
                "every life is in the books",
                () ->
                        house.postgres()
                                .rows(lives)
                                .equals(
                                        List.of(
                                                "d1|1|error",
                                                "d1|2|active",
                                                "d2|1|error",
                                                "d2|2|error",
                                                "d2|3|active",
                                                "d3|1|active")));
        for (String time :
                house.postgres()
                        .rows(
                                """
                                SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ') FROM (
                                    SELECT connected_at AS t FROM agent_connections
                                    UNION ALL SELECT disconnected_at FROM agent_connections) AS times
                                WHERE t IS NOT NULL
                                """)) {
            assertThat(OffsetDateTime.parse(time).toInstant()).isBefore(back);
        }
        for (var attached : house.workers().attached("d2")) {
            double apart =
                    Double.parseDouble(
                            house.postgres()
                                    .value(
                                            """
                                            SELECT abs(extract(epoch FROM connected_at) - %d / 1000.0)
                                            FROM agent_connections WHERE document_id = 'd2' AND life = %d
                                            """
                                                    .formatted(
                                                            attached.atMillis(), attached.life())));
            // From the launch to the attach, on whatever else the machine does.
            assertThat(apart).isLessThan(20);
        }
        assertThat(house.pid("d3")).isEqualTo(untouched);
        Until.holds(
                "the next look is told", () -> house.log().contains("Postgres can be used again"));
    }

    private void awaitLives(String document, int many) {
        Until.holds(
                document + " has had " + many,
                () -> house.workers().attached(document).size() == many);
    }
}
