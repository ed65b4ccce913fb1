package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two managers share one database, and no document. */
@Timeout(240)
class TwoManagersIT {
    @RegisterExtension private final House house = new House();

    @Test
    void theyNeverAttachTheSameDocumentAndTheSurvivorTakesOverWhenItIsSureAndNotBefore()
            throws Exception {
        ManagerProcess doomed = house.process("m1", 20);
        // Alone it takes some for certain; for the others both run.
        IntStream.range(0, 5).forEach(i -> house.active("d" + i, i));
        house.awaitAttached(5);
        house.manager("m2", PolicyOf.capacity(20).policy());
        house.awaitRow("2", "SELECT count(*) FROM managers WHERE heartbeat > 2");
        IntStream.range(5, 20).forEach(i -> house.active("d" + i, i));
        house.awaitAttached(20);
        assertThat(house.workers().attached()).hasSize(20);
        assertThat(documents(house.workers().attached())).hasSize(20);
        List<String> theirs =
                house.postgres()
                        .rows(
                                "SELECT document_id FROM document_leases WHERE manager_id = 'm1'"
                                        + " ORDER BY 1");
        assertThat(theirs).hasSizeGreaterThanOrEqualTo(5);

        String lastBeat = beat();
        doomed.send(Signal.KILL);
        Until.holds(
                "its workers have left",
                () -> house.workers().alive().size() == 20 - theirs.size());
        Until.holds(
                "each has an agent again",
                () -> house.workers().attached().size() == 20 + theirs.size());

        house.awaitAttached(20);
        assertThat(house.workers().alive()).hasSize(20);
        double sureAfter =
                Double.parseDouble(
                        house.postgres()
                                .value(
                                        """
                                        SELECT extract(epoch FROM min(acquired_at) - '%s'::timestamptz)
                                        FROM document_leases WHERE manager_id = 'm2' AND document_id IN ('%s')
                                        """
                                                .formatted(lastBeat, String.join("','", theirs))));
        // 30 s when the machine has time for it.
        assertThat(sureAfter).isBetween(20.0, 45.0);
        house.awaitRow("20", "SELECT count(*) FROM document_leases WHERE manager_id = 'm2'");
    }

    @Test
    void aClaimWithoutASlotIsGivenBackAndAnotherManagerTakesIt() throws Exception {
        house.workers().at("d1", "refuses");
        TestManager full =
                house.manager(
                        "m1",
                        PolicyOf.capacity(1)
                                .evictQuiet(Duration.ZERO)
                                .claimWithin(Duration.ofSeconds(1))
                                .policy());
        house.active("d1", 60);
        house.awaitAttached("d1");

        house.active("d2", 0);

        house.awaitRow(
                "m1|t",
                "SELECT manager_id, released_at IS NOT NULL FROM document_leases WHERE"
                        + " document_id = 'd2'");
        assertThat(house.log()).contains("Gave the lease back document=d2").contains("NO_SLOT");
        house.manager("m2", PolicyOf.capacity(1).policy());
        house.awaitAttached("d1", "d2");
        house.awaitRow(
                "m2|f",
                "SELECT manager_id, released_at IS NOT NULL FROM document_leases WHERE"
                        + " document_id = 'd2'");
        assertThat(house.overview(full).agents()).isEqualTo(1);
    }

    private String beat() {
        return house.postgres().value("SELECT heartbeat_at FROM managers WHERE id = 'm1'");
    }

    private static Set<String> documents(List<ScriptedWorkers.Attached> attached) {
        return attached.stream()
                .map(ScriptedWorkers.Attached::document)
                .collect(Collectors.toSet());
    }
}
