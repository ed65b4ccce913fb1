package dev.attache.manager.e2e;

import dev.attache.manager.Manager;
import dev.attache.manager.ManagerSettings;
import dev.attache.manager.ManagerStart;
import dev.attache.manager.Refused;
import dev.attache.manager.Watcher;
import dev.attache.manager.activity.DocumentFilter;
import dev.attache.manager.agent.DocumentUrls;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.store.DatabaseUrl;
import dev.attache.manager.testkit.TestPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A manager of this JVM, running on a thread of its own. */
final class TestManager implements AutoCloseable {
    static final String AGENT_SECRET = "agent-secret-of-the-tests";
    static final String DATABASE_PASSWORD = "password-of-the-tests";
    static final String MODEL_KEY = "model-key-of-the-tests";

    private final Manager manager;
    private final Thread thread;

    private TestManager(Manager manager) {
        this.manager = manager;
        thread = Thread.ofPlatform().name("loop").start(this::run);
    }

    static TestManager start(
            TestPostgres postgres, Path home, String id, Policy policy, List<String> command)
            throws Refused, IOException, InterruptedException {
        var settings =
                settings(DatabaseUrl.parse(databaseUrl(postgres)), home, id, policy, command);
        return new TestManager(ManagerStart.start(settings, "1.0.0", false, Watcher.NOBODY));
    }

    /** The tests' server believes everybody, so the password can be one that is searched for. */
    static String databaseUrl(TestPostgres postgres) {
        return "postgresql://postgres:%s@localhost:%d/postgres"
                .formatted(DATABASE_PASSWORD, postgres.port());
    }

    static ManagerSettings settings(
            DatabaseUrl url, Path home, String id, Policy policy, List<String> command) {
        return new ManagerSettings(
                id,
                "test-host",
                home,
                url,
                url,
                policy,
                command,
                Map.of(),
                Map.of("llm.key", MODEL_KEY),
                DocumentUrls.local(1, "document"),
                AGENT_SECRET,
                DocumentFilter.ALL,
                0,
                null,
                null);
    }

    Manager manager() {
        return manager;
    }

    /** Drains and waits for the end. */
    @Override
    public void close() {
        manager.drain();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        manager.close();
    }

    private void run() {
        try {
            manager.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
