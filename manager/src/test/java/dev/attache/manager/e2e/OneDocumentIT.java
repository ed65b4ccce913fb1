package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.testkit.TestPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The thin thread: a row typed in psql, a real process, rows, and nothing left. */
class OneDocumentIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir Path home;

    @Test
    void anActiveRowAttachesAnAgentAndAnIdleRowDetachesIt() throws Exception {
        try (TestPostgres postgres = TestPostgres.start();
                TestManager manager =
                        TestManager.start(
                                postgres,
                                home,
                                "m1",
                                Policy.of(10, 0, 2),
                                PythonWorker.commandIn(home))) {
            postgres.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('x','active',1)");
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(status(postgres)).isEqualTo("active of x, pid alive"));

            postgres.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('x','idle',0)");
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(status(postgres))
                                            .isEqualTo("disconnected of x, pid gone"));
            await().atMost(SOON)
                    .until(
                            () ->
                                    manager.manager()
                                                    .ask(fleet -> Overview.of(fleet, Instant.now()))
                                                    .get()
                                                    .agents()
                                            == 0);
        }
    }

    private static String status(TestPostgres postgres) {
        String row =
                postgres.value(
                        "SELECT coalesce((SELECT status || ' of ' || document_id || ', pid ' ||"
                                + " agent_pid FROM agent_connections), 'no row')");
        int pid = row.lastIndexOf(' ') + 1;
        return row.equals("no row")
                ? row
                : row.substring(0, pid) + (alive(row.substring(pid)) ? "alive" : "gone");
    }

    private static boolean alive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }
}
