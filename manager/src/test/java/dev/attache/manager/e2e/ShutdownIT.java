package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Signal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.stream.IntStream;

/** SIGTERM is an order to leave in order, and quickly. */
@Timeout(240)
class ShutdownIT {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    @RegisterExtension private final House house = new House();

    @Test
    void fiftyWorkersAndTheirManagerLeaveWithinSixSecondsOfSigterm() throws Exception {
        ManagerProcess manager = house.process("m1", 50);
        IntStream.range(0, 50).forEach(i -> house.active("d" + i, i));
        house.awaitAttached(50);

        long from = System.nanoTime();
        manager.send(Signal.TERM);
        assertThat(manager.ends(60)).isTrue();
        Duration took = Duration.ofNanos(System.nanoTime() - from);

        assertThat(took).isLessThan(LIMIT);
        assertThat(manager.log()).doesNotContain(" WARN ", " ERROR ");
        assertThat(house.workers().alive()).isEmpty();
        house.awaitRow(
                "50|disconnected|Manager shutdown",
                "SELECT count(*), status, error_message FROM agent_connections GROUP BY 2, 3");
        assertThat(house.postgres().rows("SELECT id FROM managers")).isEmpty();
        house.awaitRow("50", "SELECT count(released_at) FROM document_leases");
    }

    @Test
    void ctrlCAtATerminalReachesTheManagerAloneAndItLetsItsWorkersLeaveInOrder() throws Exception {
        Terminal terminal = house.terminal("m1", 3);
        house.active("d1", 2);
        house.active("d2", 1);
        house.active("d3", 0);
        house.awaitAttached("d1", "d2", "d3");

        terminal.pressCtrlC();

        assertThat(terminal.ends(60)).isTrue();
        assertThat(terminal.shown()).contains("Shutdown complete");
        house.awaitRow(
                "3|disconnected|Manager shutdown",
                "SELECT count(*), status, error_message FROM agent_connections GROUP BY 2, 3");
        assertThat(house.workers().left()).as("none died of the key").isEqualTo(3);
        assertThat(house.postgres().rows("SELECT kind FROM agent_incidents")).isEmpty();
    }
}
