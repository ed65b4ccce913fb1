package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;
import java.util.stream.IntStream;

/** The manager is killed as only the kernel kills, and started again. */
@Timeout(180)
class ManagerDiesIT {
    @RegisterExtension private final House house = new House();

    @Test
    void afterwardsEachDocumentHasOneAgentAndNobodyIsLeftOfTheOld() throws Exception {
        ManagerProcess killed = house.process("m1", 10);
        IntStream.range(0, 10).forEach(i -> house.active("d" + i, i));
        house.awaitAttached(10);
        List<Long> before = house.workers().alive();
        Signal.STOP.to(house.pid("d3"));
        Signal.STOP.to(house.pid("d7"));

        killed.send(Signal.KILL);
        assertThat(killed.ends(60)).isTrue();
        Until.holds("only the stopped are left", () -> house.workers().alive().size() == 2);
        // They see nothing of the end of their stdin; the restart finds them.
        ManagerProcess again = house.process("m1", 10);

        Until.holds("each has had two", () -> house.workers().attached().size() == 20);
        house.awaitRow("10", "SELECT count(*) FROM agent_connections WHERE status = 'active'");
        assertThat(house.workers().alive()).hasSize(10).doesNotContainAnyElementsOf(before);
        house.awaitRow(
                "10|10|10",
                "SELECT count(*), count(DISTINCT document_id), count(DISTINCT agent_pid) FROM"
                        + " agent_connections WHERE disconnected_at IS NULL");
        assertThat(
                        house.postgres()
                                .rows(
                                        "SELECT DISTINCT status, error_message FROM"
                                                + " agent_connections WHERE disconnected_at IS"
                                                + " NOT NULL"))
                .containsExactly("disconnected|Manager was killed; worker gone");
        assertThat(again.log())
                .contains("killed a process that an earlier manager left behind")
                .contains("recovered the books rows_closed=10 leases_freed=10");
        for (int i = 0; i < 10; i++) {
            var lives = house.workers().attached("d" + i);
            assertThat(lives.getLast().epoch()).isGreaterThan(lives.getFirst().epoch());
        }
    }
}
