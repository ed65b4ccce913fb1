package dev.attache.manager.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.doctor.Finding.Verdict;
import dev.attache.manager.testkit.FakeWorker;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.TestPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class DoctorIT {
    private static TestPostgres postgres;

    @TempDir Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Duration patience = Duration.ofSeconds(30);

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
        postgres.run("CREATE ROLE stranger LOGIN BYPASSRLS PASSWORD 'x'");
        postgres.run("CREATE DATABASE bare");
        postgres.run("GRANT SELECT ON attache_schema TO stranger");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void everythingIsWell() {
        environment.put("ATTACHE_HOME", home.toString());
        environment.put("DATABASE_URL", database("postgres:postgres", "postgres"));
        environment.put("AGENT_TOKEN_SECRET", "secret-of-the-tests");
        environment.put("WORKER_COMMAND", FakeWorkerCommand.line(FakeWorker.Fault.NONE));
    }

    @Test
    void whenAllIsWellEachLineSaysWhatWasFound() throws Exception {
        try (var server = FakeDocumentServer.thatSpeaks()) {
            environment.put("WS_PORT", server.port());

            var findings = examine();

            assertThat(findings).allMatch(f -> f.verdict() == Verdict.OK);
            assertThat(findings)
                    .extracting(Finding::what)
                    .containsExactly(
                            "jdk",
                            "memory",
                            "state",
                            "database",
                            "schema",
                            "rights",
                            "rows a day",
                            "listen",
                            "document",
                            "worker",
                            "start-up cache");
            assertThat(the("rows a day", findings).sentence()).contains("28,800 metrics");
            assertThat(the("worker", findings).sentence()).contains("version fake was ready");
        }
    }

    @Test
    void aDatabaseThatIsNotNamed() throws Exception {
        environment.remove("DATABASE_URL");

        assertThat(the("database").advice()).contains("postgresql://");
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        environment.put("DATABASE_URL", "postgresql://a:hunter2@127.0.0.1:1/x");

        Finding finding = the("database");

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.advice()).contains("start PostgreSQL there");
        assertThat(finding.toString()).doesNotContain("hunter2");
    }

    @Test
    void aWrongPasswordAndAWrongName() throws Exception {
        environment.put("DATABASE_URL", database("nobody:x", "postgres"));
        assertThat(the("database").verdict()).isEqualTo(Verdict.FAIL);

        environment.put("DATABASE_URL", database("postgres:postgres", "nowhere"));
        assertThat(the("database").advice()).contains("create that database");
    }

    @Test
    void aSchemaThatIsNotThere() throws Exception {
        environment.put("DATABASE_URL", database("postgres:postgres", "bare"));

        assertThat(the("schema").sentence()).contains("run `attache migrate`");
    }

    @Test
    void aRoleWithoutRights() throws Exception {
        environment.put("DATABASE_URL", database("stranger:x", "postgres"));

        Finding finding = the("rights");

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.sentence()).contains("DELETE on agent_connections", "more rights");
        assertThat(finding.advice()).contains("service_role");
    }

    @Test
    void aRoleThatMayDoAllAndSeesNothing() throws Exception {
        postgres.run("CREATE ROLE granted LOGIN PASSWORD 'x'");
        postgres.run("GRANT ALL ON ALL TABLES IN SCHEMA public TO granted");
        postgres.run("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO granted");
        postgres.run("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO granted");
        environment.put("DATABASE_URL", database("granted:x", "postgres"));

        Finding finding = the("rights");

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.sentence()).contains("sees no row");
    }

    @Test
    void aDatabaseThatTakesNothing() throws Exception {
        postgres.run("CREATE ROLE reader SUPERUSER LOGIN PASSWORD 'x'");
        postgres.run("ALTER ROLE reader SET default_transaction_read_only = on");
        environment.put("DATABASE_URL", database("reader:x", "postgres"));

        Finding finding = the("rights");

        assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finding.sentence()).contains("read-only");
    }

    @Test
    void aPoolerThatNothingIsHeardThrough() throws Exception {
        environment.put("DATABASE_DIRECT_URL", "postgresql://a:b@127.0.0.1:1/x");

        Finding finding = the("listen");

        assertThat(finding.verdict()).isEqualTo(Verdict.WARN);
        assertThat(finding.advice()).contains("DATABASE_DIRECT_URL", "every 15 s");
    }

    @Test
    void aDocumentServerThatIsNotThere() throws Exception {
        environment.put("WS_PORT", "1");

        assertThat(the("document").advice()).contains("start the document server");
    }

    @Test
    void aDocumentServerWithAnotherSecret() throws Exception {
        try (var server = FakeDocumentServer.thatClosesWith(4401)) {
            environment.put("WS_PORT", server.port());

            assertThat(the("document").advice()).contains("AGENT_TOKEN_SECRET");
        }
    }

    @Test
    void aSecretThatIsNotSet() throws Exception {
        environment.remove("AGENT_TOKEN_SECRET");

        assertThat(the("document").verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aWorkerThatCannotBeStarted() throws Exception {
        environment.put("WORKER_COMMAND", "/no/such/program");

        assertThat(the("worker").sentence()).contains("/no/such/program", "cannot be started");
    }

    @Test
    void aWorkerThatEndsAtOnceIsQuoted() throws Exception {
        environment.put("WORKER_COMMAND", "sh -c 'echo no licence >&2; exit 3'");

        assertThat(the("worker").sentence()).contains("ended with code 3", "no licence");
    }

    @Test
    void aWorkerThatOnlyClosesItsStdoutIsQuotedToo() throws Exception {
        environment.put("WORKER_COMMAND", "sh -c 'echo no licence >&2; exec >&-; exec sleep 600'");
        patience = Duration.ofSeconds(5);

        assertThat(the("worker").sentence()).contains("closed its stdout", "no licence");
    }

    @Test
    void aWorkerThatIsNeverReady() throws Exception {
        environment.put("WORKER_COMMAND", "sleep 600");
        patience = Duration.ofSeconds(2);

        assertThat(the("worker").sentence()).contains("was not ready within 2 s");
    }

    @Test
    void aFolderThatCannotBeAndAJdkThatIsTooOld() throws Exception {
        Path file = Files.createFile(home.resolve("a-file"));
        environment.put("ATTACHE_HOME", file.resolve("state").toString());
        patience = Duration.ofSeconds(2);

        assertThat(the("state").advice()).contains("ATTACHE_HOME");
        assertThat(HostLook.jdk(24).advice()).contains("install JDK 25");
        assertThat(HostLook.memory(config(), 100).verdict()).isEqualTo(Verdict.WARN);
    }

    private Finding the(String what) throws Exception {
        return the(what, examine());
    }

    private static Finding the(String what, List<Finding> findings) {
        return findings.stream().filter(f -> f.what().equals(what)).findFirst().orElseThrow();
    }

    private List<Finding> examine() throws ConfigFaults, InterruptedException, IOException {
        var findings = new ArrayList<Finding>();
        new Doctor(config(), patience).examine("1.0.0", findings::add);
        return findings;
    }

    private ManagerConfig config() throws ConfigFaults {
        return ManagerConfig.read(environment, null, false);
    }

    private static String database(String who, String name) {
        return "postgresql://" + who + "@localhost:" + postgres.port() + "/" + name;
    }
}
