package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Once for real, from the archive, as a newcomer does it: the demo's page in a browser, the Durable
 * Object, its outbox, the ingest door, PostgreSQL, the manager, a worker's JVM, and a mark on the
 * page; then nobody is there, and the books are closed; then Ctrl-C, and nothing is left.
 */
@Timeout(600)
class WholeChainIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path WRITER = Path.of("src/test/node/write-in-page.mjs").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void aNewcomersSentenceIsMarkedAndWhenAllHaveLeftNothingIsLeft() throws Exception {
        try (Demo demo = Demo.start(folder)) {
            assertThat(demo.get(demo.editor()).body()).contains("<html");
            assertThat(demo.get(demo.status()).statusCode()).isEqualTo(200);
            assertThat(HealthCheck.exitAt(demo.statusPort())).isZero();

            try (Child writer = writer(demo)) {
                assertThat(writer.awaitSaid("marked: ", PATIENCE))
                        .as(demo.said())
                        .startsWith("Lisbon, Porto");
                demo.terminal().awaitSaid("welcome: an agent is there", PATIENCE);
                seesTheTruthWhileSomebodyWrites(demo);
                writer.endOfStdin();
                writer.awaitSaid("left", PATIENCE);
            }

            demo.terminal()
                    .awaitSaid("welcome: the agent has left (Document became idle)", PATIENCE);
            seesTheTruthAfterwards(demo);
            endsWithNothingLeft(demo);
        }
        remembersUntilToldToForget();
    }

    private void seesTheTruthWhileSomebodyWrites(Demo demo) throws Exception {
        assertThat(demo.rows("SELECT document_id FROM agent_connections WHERE status = 'active'"))
                .containsExactly("welcome");
        assertThat(demo.rows("SELECT event_type FROM document_activity")).containsExactly("active");
        assertThat(demo.rows("SELECT active_agents FROM get_agent_system_stats()"))
                .containsExactly("1");
        assertThat(ReadmeQueries.all()).hasSizeGreaterThan(12).allSatisfy(demo::rows);
        assertThat(ReadmeQueries.alerts())
                .hasSizeGreaterThan(3)
                .allSatisfy(alert -> assertThat(demo.rows(alert)).as(alert).isEmpty());
        // What the terminal proposes, as it stands there.
        Ran asked = Ran.command(folder, Map.of(), List.of("sh", "-c", demo.ask()));
        assertThat(asked.err()).isEmpty();
        assertThat(asked.out()).contains("manager demo", "welcome");
    }

    private static void seesTheTruthAfterwards(Demo demo) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            assertThat(demo.rows("SELECT status FROM agent_connections"))
                                    .containsExactly("disconnected");
                            assertThat(
                                            demo.rows(
                                                    "SELECT document_id FROM document_leases WHERE"
                                                            + " released_at IS NULL"))
                                    .isEmpty();
                            // The worker's last figures may come a moment after its row is closed.
                            assertThat(
                                            demo.rows(
                                                    "SELECT locations_marked_count FROM"
                                                            + " agent_connections WHERE"
                                                            + " disconnected_at IS NOT NULL"))
                                    .containsExactly("2");
                        });
        assertThat(demo.rows("SELECT event_type FROM document_activity ORDER BY id"))
                .startsWith("active")
                .endsWith("idle");
        assertThat(demo.rows("SELECT active_agents FROM get_agent_system_stats()"))
                .containsExactly("0");
    }

    private void remembersUntilToldToForget() throws Exception {
        try (Demo again = Demo.startInBackground(folder)) {
            assertThat(again.rows("SELECT document_id FROM agent_connections"))
                    .containsExactly("welcome");
            Process process = again.terminal().process();
            again.terminal().awaitSaid("`kill " + process.pid() + "` ends everything", PATIENCE);
            again.terminal().close();
            assertThat(again.isListening()).isFalse();
            assertThat(Leftovers.of(folder)).isEmpty();
        }
        try (Demo fresh = Demo.start(folder, "--fresh")) {
            assertThat(fresh.rows("SELECT document_id FROM agent_connections")).isEmpty();
            endsWithItsDatabase(fresh);
        }
    }

    private void endsWithItsDatabase(Demo demo) throws Exception {
        Path postmaster = folder.resolve("demo/postgres/postmaster.pid");
        ProcessHandle.of(Long.parseLong(Files.readAllLines(postmaster).getFirst().strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
        demo.terminal().awaitEnd();
        assertThat(demo.terminal().process().exitValue()).as(demo.said()).isEqualTo(1);
        assertThat(demo.said())
                .contains("The database has ended, and the demo with it")
                .doesNotContain("Exception");
        assertThat(demo.isListening()).isFalse();
        await().atMost(PATIENCE).until(() -> Leftovers.of(folder).isEmpty());
    }

    private void endsWithNothingLeft(Demo demo) throws IOException, InterruptedException {
        assertThat(demo.ended()).as(demo.said()).isZero();
        assertThat(demo.isListening()).isFalse();
        assertThat(HealthCheck.exitAt(demo.statusPort())).isNotZero();
        assertThat(Leftovers.of(folder)).isEmpty();
    }

    private static Child writer(Demo demo) throws IOException {
        return Child.start(Map.of(), List.of("node", WRITER.toString(), demo.editor()));
    }
}
