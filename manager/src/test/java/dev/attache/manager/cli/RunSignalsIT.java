package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.Main;
import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** `attache run` as a real process, and what it makes of signals and of a fault of its own. */
@Timeout(180)
class RunSignalsIT {
    private static final Path UNIT = Path.of("..", "deploy", "systemd", "attache.service");
    private static TestPostgres postgres;

    @TempDir Path home;

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.empty();
    }

    @Test
    void underTheUnitsEnvironmentAReloadReadsTheFileAgainAndSaysWhatChanged() throws Exception {
        Path file = home.resolve("attache.env");
        Map<String, String> settings = settings(Fault.NONE);
        write(file, settings);
        Map<String, String> unit = environmentOfTheUnit(file);
        try (RunProcess run = RunProcess.inTheJournal(home, unit)) {
            run.awaitLog("\n<6>INFO  [Manager] Ready to manage agents manager=m1 capacity=1");

            run.send(Signal.HUP);
            run.awaitLog("Reloaded: nothing has changed");

            settings.put("MAX_CONCURRENT_AGENTS", "2");
            settings.put("EVICT_QUIET", "7s");
            settings.put("USER_TOKEN_SECRET", "another-of-the-tests");
            write(file, settings);
            run.send(Signal.HUP);
            run.awaitLog("keys=MAX_CONCURRENT_AGENTS,EVICT_QUIET");
            run.awaitLog(
                    "\n"
                            + "<4>WARN  [Manager] Reloaded: in force from the next start on"
                            + " keys=USER_TOKEN_SECRET");
            Until.holds(
                    "the manager has room for two",
                    () -> Typed.in(unit, "status").out().contains("0 of 2 agents"));

            settings.put("MAX_CONCURRENT_AGENTS", "many");
            write(file, settings);
            run.send(Signal.HUP);
            run.awaitLog("Not reloaded: MAX_CONCURRENT_AGENTS is many (" + file);

            settings.put("MAX_CONCURRENT_AGENTS", "2");
            write(file, settings);
            assertThat(Typed.in(unit, "status").out()).contains("0 of 2 agents");
        }
    }

    @Test
    void aCleanShutdownWarnsOfNothing() throws Exception {
        try (RunProcess run = RunProcess.in(home, elsewhere(settings(Fault.NONE)))) {
            run.awaitLog("Ready to manage agents");
            use("d1");
            workerOf("d1");

            run.send(Signal.TERM);

            assertThat(run.ends(30)).isEqualTo(Exit.OK);
            assertThat(run.log())
                    .contains("Shutdown complete manager=m1")
                    .doesNotContain(" WARN ", " ERROR ", "\nINFO");
        }
    }

    /** Ctrl-S at a terminal, a pager, a collector that hangs. */
    @Test
    void whoStopsReadingTheLogStopsNoAgentAndNotTheEnd() throws Exception {
        Map<String, String> settings = settings(Fault.NONE);
        try (RunProcess run = RunProcess.unread(home, settings)) {
            Until.holds("it is ready", () -> Typed.in(settings, "status").exit() == Exit.OK);
            // More than a pipe holds.
            String name = "n".repeat(240);
            postgres.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) SELECT '"
                            + name
                            + "' || i, 'active', 1 FROM generate_series(1, 600) i");

            Until.holds(
                    "all are known",
                    () -> Typed.in(settings, "status").out().contains("599 waiting"));

            run.send(Signal.TERM);
            assertThat(run.ends(30)).isEqualTo(Exit.OK);
        }
    }

    @Test
    void aSecondCtrlCWhileDrainingKillsAtOnce() throws Exception {
        try (RunProcess run = RunProcess.in(home, settings(Fault.IGNORES_STOP))) {
            run.awaitLog("Ready to manage agents");
            use("d1");
            ProcessHandle worker = workerOf("d1");
            run.send(Signal.INT);
            run.awaitLog("Shutting down manager=m1");
            assertThat(worker.isAlive()).isTrue();

            run.send(Signal.INT);

            // STOP_WITHIN is a minute: nobody has waited for the worker.
            assertThat(run.ends(20)).isEqualTo(130);
            Until.holds("its worker is dead", () -> !worker.isAlive());
        }
    }

    @Test
    void aManagerThatLosesAThreadEndsSaysWhyAndLeavesNobodyBehind() throws Exception {
        try (RunProcess run = RunProcess.of(LosesAThread.class, home, settings(Fault.NONE))) {
            run.awaitLog("Ready to manage agents");
            use("d1");
            ProcessHandle worker = workerOf("d1");

            Files.createFile(home.resolve(LosesAThread.NOW));

            assertThat(run.ends(30)).isEqualTo(Exit.BROKEN);
            assertThat(run.log())
                    .contains("A thread of the manager has died", "thread=heartbeat")
                    .contains("as if there were a fault");
            Until.holds("its worker has left", () -> !worker.isAlive());
        }
    }

    /** The manager, and beside it a thread that dies when it is told to, by a file. */
    static final class LosesAThread {
        static final String NOW = "now";

        public static void main(String[] words) {
            Path now = Path.of(System.getenv("ATTACHE_HOME")).resolve(NOW);
            Thread.ofVirtual()
                    .name("heartbeat")
                    .start(
                            () -> {
                                Until.holds("it is told to die", () -> Files.exists(now));
                                throw new IllegalStateException("as if there were a fault");
                            });
            Main.main(words);
        }
    }

    /** A shell within a unit inherits the variable, and its terminal is no journal. */
    private static Map<String, String> elsewhere(Map<String, String> settings) {
        settings.put("JOURNAL_STREAM", "8:12345");
        return settings;
    }

    private ProcessHandle workerOf(String document) {
        String pid =
                "SELECT agent_pid FROM agent_connections WHERE status = 'active' AND agent_pid IS"
                        + " NOT NULL AND document_id = '"
                        + document
                        + "'";
        Until.holds(document + " has an agent", () -> postgres.rows(pid).size() == 1);
        return ProcessHandle.of(Long.parseLong(postgres.value(pid))).orElseThrow();
    }

    private static void use(String document) {
        postgres.run(
                "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('"
                        + document
                        + "', 'active', 1)");
    }

    private Map<String, String> settings(Fault fault) {
        var settings = new TreeMap<String, String>();
        settings.put(
                "DATABASE_URL",
                "postgresql://postgres:postgres@localhost:" + postgres.port() + "/postgres");
        settings.put("AGENT_TOKEN_SECRET", "secret-of-the-tests");
        settings.put("USER_TOKEN_SECRET", "secretly-of-the-test");
        settings.put("MANAGER_ID", "m1");
        settings.put("ATTACHE_HOME", home.toString());
        settings.put("HTTP_PORT", "0");
        settings.put("MAX_CONCURRENT_AGENTS", "1");
        settings.put("WARM_SPARES", "0");
        settings.put("MEMORY_PER_WORKER_MB", "0");
        settings.put("STOP_WITHIN", "1m");
        settings.put("WORKER_COMMAND", FakeWorkerCommand.line(fault));
        return settings;
    }

    private static void write(Path file, Map<String, String> settings) throws IOException {
        Path draft = file.resolveSibling("draft.env");
        Files.writeString(
                draft,
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Nothing but what the unit sets, with this test's places in it. */
    private Map<String, String> environmentOfTheUnit(Path file) throws IOException {
        List<String> names =
                Files.readAllLines(UNIT).stream()
                        .filter(line -> line.startsWith("Environment="))
                        .map(line -> line.substring("Environment=".length()).split("=", 2)[0])
                        .toList();
        assertThat(names).containsExactlyInAnyOrder("ATTACHE_CONFIG", "ATTACHE_HOME");
        return Map.of("ATTACHE_CONFIG", file.toString(), "ATTACHE_HOME", home.toString());
    }
}
