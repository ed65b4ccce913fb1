package dev.attache.manager.e2e;

import dev.attache.manager.Manager;
import dev.attache.manager.ManagerSettings;
import dev.attache.manager.ManagerStart;
import dev.attache.manager.Refused;
import dev.attache.manager.Watcher;
import dev.attache.manager.activity.DocumentFilter;
import dev.attache.manager.agent.DocumentUrls;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.testkit.TestPostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A manager of this JVM, running on a thread of its own. */
final class TestManager implements AutoCloseable {
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
                new ManagerSettings(
                        id,
                        "test-host",
                        home,
                        postgres.url(),
                        postgres.url(),
                        policy,
                        command,
                        Map.of(),
                        Map.of(),
                        DocumentUrls.local(1, "document"),
                        "agent-secret-of-the-tests",
                        DocumentFilter.ALL,
                        0,
                        5);
        return new TestManager(ManagerStart.start(settings, "1.0.0", false, Watcher.NOBODY));
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
        }
    }
}
