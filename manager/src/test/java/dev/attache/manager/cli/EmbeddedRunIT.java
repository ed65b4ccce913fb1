package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.FakeWorker;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Somebody who has no database yet. */
@Timeout(180)
class EmbeddedRunIT {
    @TempDir Path home;

    @Test
    void itRunsOnADatabaseOfItsOwnThatNobodyElseTakesAndThatEndsWithIt() throws Exception {
        Map<String, String> here = environment("m1");
        var run =
                CompletableFuture.supplyAsync(
                        () -> Typed.in(here, "run", "--embedded"),
                        task -> Thread.ofPlatform().name("run").daemon().start(task));
        Until.holds(
                "the manager is ready",
                () -> run.isDone() || Typed.in(here, "status").exit() == Exit.OK);
        assertThat(run).isNotDone();
        assertThat(Typed.in(here, "attach", "d1").exit()).isEqualTo(Exit.OK);
        Until.holds("d1 has an agent", () -> Typed.in(here, "why", "d1").exit() == Exit.OK);

        Typed other = Typed.in(environment("m2"), "run", "--embedded");
        assertThat(other.exit()).isEqualTo(Exit.FAILED);
        assertThat(other.err()).contains("another process runs the embedded PostgreSQL");
        assertThat(Typed.in(here, "status").out()).contains("1 of 2 agents");

        assertThat(Typed.in(here, "drain").exit()).isEqualTo(Exit.OK);
        assertThat(run.get(60, TimeUnit.SECONDS).exit()).isEqualTo(Exit.OK);
        assertThat(home.resolve("embedded-postgres/PG_VERSION")).exists();
        assertThat(home.resolve("embedded-postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void twoDatabasesAreOneTooMany() {
        Map<String, String> here = environment("m1");
        here.put("DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x");

        Typed run = Typed.in(here, "run", "--embedded");

        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("DATABASE_URL is set", "--embedded");
    }

    private Map<String, String> environment(String manager) {
        Map<String, String> here = new HashMap<>();
        here.put("AGENT_TOKEN_SECRET", "secret-of-the-tests");
        here.put("MANAGER_ID", manager);
        here.put("ATTACHE_HOME", home.toString());
        here.put("HTTP_PORT", "0");
        here.put("MAX_CONCURRENT_AGENTS", "2");
        here.put("WARM_SPARES", "0");
        here.put("MEMORY_PER_WORKER_MB", "0");
        here.put("WORKER_COMMAND", FakeWorkerCommand.line(FakeWorker.Fault.NONE));
        return here;
    }
}
