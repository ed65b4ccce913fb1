package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.Until;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What a test of the whole needs: an empty database, scripted workers, managers; and at the end not
 * one process left.
 */
final class House implements BeforeEachCallback, AfterEachCallback {
    private final List<AutoCloseable> managers = new ArrayList<>();
    private @Nullable Rooms rooms;

    private record Rooms(
            TestPostgres postgres, Path home, ScriptedWorkers workers, SaidLines said) {}

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        TestPostgres postgres = SharedPostgres.of(context);
        postgres.empty();
        Path home = Files.createTempDirectory("attache-e2e");
        var workers = new ScriptedWorkers(Files.createDirectory(home.resolve("workers")));
        rooms = new Rooms(postgres, home, workers, new SaidLines());
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (AutoCloseable manager : managers.reversed()) {
            manager.close();
        }
        Until.holds("no worker is left", () -> workers().alive().isEmpty());
        assertThat(log()).doesNotContain("state directory not closed");
        rooms().said().close();
        try (var files = Files.walk(home())) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    TestManager manager(String id, Policy policy) throws Exception {
        return manager(id, policy, workers().command());
    }

    TestManager manager(String id, Policy policy, List<String> command) throws Exception {
        TestManager manager = TestManager.start(postgres(), home(), id, policy, command);
        managers.add(manager);
        return manager;
    }

    ManagerProcess process(String id, int capacity) throws Exception {
        ManagerProcess process =
                ManagerProcess.start(postgres(), home(), id, capacity, workers().command());
        managers.add(process);
        return process;
    }

    Terminal terminal(String id, int capacity) throws Exception {
        List<String> words = ManagerProcess.words(home(), id, capacity, workers().command());
        Terminal terminal = Terminal.running(words, TestManager.databaseUrl(postgres()), home());
        managers.add(terminal);
        return terminal;
    }

    TestPostgres postgres() {
        return rooms().postgres();
    }

    Path home() {
        return rooms().home();
    }

    ScriptedWorkers workers() {
        return rooms().workers();
    }

    /** The managers' log. */
    String log() {
        return rooms().said().text();
    }

    /** Somebody joined so many seconds ago: order without a race between rows. */
    void active(String document, int secondsAgo) {
        postgres()
                .run(
                        """
                        INSERT INTO document_activity (document_id, event_type, user_count, "timestamp")
                        VALUES ('%s', 'active', 1, now() - %d * interval '1 s')
                        """
                                .formatted(document.replace("'", "''"), secondsAgo));
    }

    void idle(String document) {
        postgres()
                .run(
                        "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('%s', 'idle', 0)"
                                .formatted(document.replace("'", "''")));
    }

    /** Documents with a living agent, in order, as the table says. */
    List<String> attached() {
        return postgres()
                .rows(
                        "SELECT document_id FROM agent_connections WHERE status = 'active' ORDER BY"
                                + " 1");
    }

    void awaitAttached(String... documents) {
        List<String> wanted = List.of(documents);
        Until.holds("attached are " + wanted, () -> attached().equals(wanted));
    }

    void awaitAttached(int many) {
        Until.holds(many + " agents", () -> attached().size() == many);
    }

    long pid(String document) {
        return Long.parseLong(
                postgres()
                        .value(
                                "SELECT agent_pid FROM agent_connections WHERE status = 'active'"
                                        + " AND document_id = '"
                                        + document
                                        + "'"));
    }

    void awaitRow(String row, String sql) {
        Until.holds(
                row + " is the answer to " + sql, () -> postgres().rows(sql).equals(List.of(row)));
    }

    void awaitRows(List<String> rows, String sql) {
        Until.holds(rows + " are the answer to " + sql, () -> postgres().rows(sql).equals(rows));
    }

    void awaitLog(String part) {
        Until.holds("the log says " + part, () -> log().contains(part));
    }

    Overview overview(TestManager manager) {
        return manager.manager()
                .ask(fleet -> Overview.of(fleet, Instant.now()))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private Rooms rooms() {
        return Objects.requireNonNull(rooms);
    }
}
