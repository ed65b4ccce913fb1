package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.FakeWorker;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An operator's day: a manager is run, asked, told and drained, all by the command line. */
class RunIT {
    @TempDir Path home;

    @Test
    void aManagerIsRunAskedToldAndDrained() throws Exception {
        try (var postgres = TestPostgres.start()) {
            var here = environment(postgres);
            var run =
                    CompletableFuture.supplyAsync(
                            () -> Typed.in(here, "run", "--migrate"),
                            task -> Thread.ofPlatform().name("run").daemon().start(task));
            Until.holds(
                    "the manager is ready",
                    () -> run.isDone() || Typed.in(here, "status").exit() == Exit.OK);
            assertThat(run).isNotDone();

            assertThat(Typed.in(here, "why", "d1").out())
                    .contains("anybody is in it", "document_activity");
            postgres.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('d1', 'active', 1)");
            Until.holds("d1 has an agent", () -> Typed.in(here, "why", "d1").exit() == Exit.OK);
            assertThat(Typed.in(here, "status").out())
                    .contains("1 of 2 agents", "d1", "active", "listening to");
            assertThat(Typed.in(here, "status", "--json").out()).contains("\"manager_id\":\"m1\"");
            assertThat(Typed.in(here, "documents").out()).contains("d1", "attached");

            assertThat(Typed.in(here, "detach", "d1", "--reason", "asked for").out())
                    .contains("d1 is banned until released.");
            Until.holds(
                    "the agent of d1 is gone, and it is said why",
                    () -> Typed.in(here, "why", "d1").out().contains("banned by an operator"));
            assertThat(
                            postgres.value(
                                    "SELECT kind || ' ' || reason FROM document_overrides WHERE"
                                            + " in_force"))
                    .isEqualTo("ban asked for");
            assertThat(Typed.in(here, "attach", "--release", "d1").exit()).isEqualTo(Exit.OK);
            Until.holds("d1 has one again", () -> Typed.in(here, "why", "d1").exit() == Exit.OK);

            assertThat(Typed.in(here, "attach", "d2", "--for", "2h").exit()).isEqualTo(Exit.OK);
            Until.holds(
                    "a pinned document has an agent, used or not",
                    () -> Typed.in(here, "why", "d2").exit() == Exit.OK);
            assertThat(
                            postgres.value(
                                    "SELECT round(extract(epoch FROM until - set_at)) FROM"
                                            + " document_overrides WHERE kind = 'pin'"))
                    .isEqualTo("7200");

            Until.holds("the books know the agent", () -> !agentOf(postgres, "d1").isEmpty());
            String before = agentOf(postgres, "d1");
            assertThat(Typed.in(here, "restart", "d1").exit()).isEqualTo(Exit.OK);
            // In between it has none, and rows are written a moment behind what `why` says.
            Until.holds(
                    "the agent of d1 is another one",
                    () -> !Set.of("", before).contains(agentOf(postgres, "d1")));
            Until.holds(
                    "the books tell of both",
                    () -> Typed.in(here, "stats").out().contains("Active Agents:     2"));

            assertThat(Typed.in(here, "drain").out()).contains("The manager drains");
            var ended = run.get(60, TimeUnit.SECONDS);
            assertThat(ended.exit()).isEqualTo(Exit.OK);
            assertThat(Typed.in(here, "status").exit()).isEqualTo(Exit.NO_MANAGER);
            assertThat(
                            postgres.value(
                                    "SELECT count(*) FROM agent_connections WHERE disconnected_at"
                                            + " IS NULL"))
                    .isEqualTo("0");
        }
    }

    private static String agentOf(TestPostgres postgres, String document) {
        return postgres.value(
                "SELECT coalesce(max(agent_id), '') FROM agent_connections WHERE document_id = '"
                        + document
                        + "' AND status = 'active'");
    }

    private Map<String, String> environment(TestPostgres postgres) {
        return Map.of(
                "DATABASE_URL",
                "postgresql://postgres:postgres@localhost:" + postgres.port() + "/postgres",
                "AGENT_TOKEN_SECRET",
                "secret-of-the-tests",
                "MANAGER_ID",
                "m1",
                "ATTACHE_HOME",
                home.toString(),
                "HTTP_PORT",
                "0",
                "MAX_CONCURRENT_AGENTS",
                "2",
                "MEMORY_PER_WORKER_MB",
                "0",
                "WORKER_COMMAND",
                FakeWorkerCommand.line(FakeWorker.Fault.NONE));
    }
}
