package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Policy;
import dev.attache.manager.testkit.Signal;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Workers that die, hang, or never come to life. */
@Timeout(180)
class DeathsIT {
    private static final String INCIDENTS =
            "SELECT kind, document_id FROM agent_incidents ORDER BY id";

    @RegisterExtension private final House house = new House();

    @Test
    void oneThatIsKilledIsReportedAndReplaced() throws Exception {
        house.manager("m1", PolicyOf.capacity(2).policy());
        house.active("d1", 2);
        house.active("d2", 1);
        house.awaitAttached("d1", "d2");
        long killed = house.pid("d1");
        long other = house.pid("d2");

        Signal.KILL.to(killed);

        Until.holds("it has a second life", () -> house.workers().attached("d1").size() == 2);
        house.awaitAttached("d1", "d2");
        house.awaitRow("died|d1", INCIDENTS);
        assertThat(house.postgres().value("SELECT reason FROM agent_incidents")).contains("9");
        assertThat(house.postgres().value("SELECT exit FROM attache_incidents"))
                .isEqualTo("signal KILL");
        house.awaitRows(List.of("1|error", "2|active"), lives("d1"));
        assertThat(house.pid("d2")).isEqualTo(other);
    }

    @Test
    void twentyThatAreKilledAtOnceComeBackAndNobodyIsBlamed() throws Exception {
        house.manager("m1", PolicyOf.capacity(20).probeEvery(Duration.ofSeconds(1)).policy());
        IntStream.range(0, 20).forEach(i -> house.active("d" + i, i));
        house.awaitAttached(20);
        List<Long> pids = house.workers().alive();

        pids.forEach(Signal.KILL::to);

        Until.holds(
                "all have died", () -> house.workers().alive().stream().noneMatch(pids::contains));
        house.awaitRow("20", "SELECT count(*) FROM agent_connections WHERE status = 'error'");
        house.awaitAttached(20);
        assertThat(house.postgres().rows("SELECT document_id FROM document_quarantine")).isEmpty();
        house.awaitLog("launches pause");
        house.awaitLog("launches go on");
        house.awaitRow("20", "SELECT count(*) FROM agent_incidents WHERE kind = 'died'");
    }

    @Test
    void oneThatStandsStillIsNoticedReportedKilledAndReplaced() throws Exception {
        house.manager(
                "m1",
                PolicyOf.capacity(2).pings(Duration.ofSeconds(1), Duration.ofSeconds(4)).policy());
        house.active("d1", 0);
        house.awaitAttached("d1");
        long stopped = house.pid("d1");

        Signal.STOP.to(stopped);

        house.awaitRow("died|d1", INCIDENTS);
        Until.holds("it has a second life", () -> house.workers().attached("d1").size() == 2);
        house.awaitAttached("d1");
        assertThat(house.workers().alive()).hasSize(1).doesNotContain(stopped);
        assertThat(house.postgres().value("SELECT reason FROM agent_incidents"))
                .contains("Did not answer two pings");
        assertThat(house.log()).contains("state=T (stopped by a signal)");
    }

    @Test
    void oneThatDiesAgainAndAgainRestsIsQuarantinedLiftedAndRemembered() throws Exception {
        house.workers().at("d1", "crashes");
        Policy policy = PolicyOf.capacity(2).backOff(Duration.ofMillis(200)).policy();
        TestManager first = house.manager("m1", policy);
        house.active("d1", 1);
        house.active("d2", 0);

        house.awaitRow("d1", "SELECT document_id FROM document_quarantine");
        house.awaitRow("1", "SELECT count(*) FROM agent_incidents WHERE kind = 'quarantine'");
        assertThat(house.postgres().value("SELECT reason FROM document_quarantine"))
                .contains("5 deaths");
        assertThat(
                        house.postgres()
                                .rows(
                                        "SELECT stderr_tail FROM agent_incidents WHERE kind ="
                                                + " 'died'"))
                .hasSize(5)
                .allMatch(tail -> tail.contains("the scripted worker trips over its document"));
        List<Long> times =
                house.workers().attached("d1").stream()
                        .map(ScriptedWorkers.Attached::atMillis)
                        .toList();
        // The jitter takes a fifth at most.
        for (int i = 1; i < 5; i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(160L << (i - 1));
        }
        house.awaitAttached("d2");
        assertThat(house.workers().attached("d1")).hasSize(5);

        house.workers().at("d1", "well");
        house.postgres().run("DELETE FROM document_quarantine");

        house.awaitAttached("d1", "d2");

        first.close();
        house.workers().at("d1", "crashes");
        house.manager("m1", policy);

        house.awaitRow("d1 2", "SELECT document_id || ' ' || strikes FROM document_quarantine");
        house.awaitLog("Quarantined document=d1 strikes=2 liftable_in=PT20M");
    }

    @Test
    void oneWhoseDocumentCannotBeReadEndsInQuarantineAndCostsNobodyElse() throws Exception {
        house.workers().at("d1", "cannot read");
        house.manager("m1", PolicyOf.capacity(2).backOff(Duration.ofMillis(50)).policy());
        house.active("d2", 1);
        house.awaitAttached("d2");
        long other = house.pid("d2");

        house.active("d1", 0);

        house.awaitRow("d1", "SELECT document_id FROM document_quarantine");
        house.awaitRow("1", "SELECT count(*) FROM agent_incidents WHERE kind = 'quarantine'");
        assertThat(house.postgres().value("SELECT reason FROM document_quarantine"))
                .contains("the document cannot be read");
        house.awaitAttached("d2");
        assertThat(house.pid("d2")).isEqualTo(other);
        assertThat(house.log()).doesNotContain("launches pause");
    }

    @Test
    void aWrongCommandPausesLaunchesBlamesNobodyAndGoesOnWhenMended() throws Exception {
        Path command = house.home().resolve("worker command");
        house.manager(
                "m1",
                PolicyOf.capacity(2).probeEvery(Duration.ofSeconds(1)).policy(),
                List.of(command.toString()));
        house.active("d1", 0);

        house.awaitLog("launches pause");
        Until.holds("it has been tried seven times", () -> failures() >= 7);
        assertThat(house.postgres().rows("SELECT document_id FROM document_quarantine")).isEmpty();
        assertThat(house.log())
                .contains("there is no program `" + command + "` that may be run")
                .doesNotContain("Quarantined");

        program(command);

        house.awaitAttached("d1");
        house.awaitLog("launches go on");
    }

    private long failures() {
        return Long.parseLong(
                house.postgres().value("SELECT count(*) FROM agent_incidents WHERE kind = 'died'"));
    }

    private void program(Path file) throws IOException {
        String words = String.join("' '", house.workers().command());
        Path aside = house.home().resolve("aside");
        Files.writeString(aside, "#!/bin/sh\nexec '" + words + "'\n");
        assertThat(aside.toFile().setExecutable(true)).isTrue();
        Files.move(aside, file);
    }

    private static String lives(String document) {
        return "SELECT life, status FROM agent_connections WHERE document_id = '"
                + document
                + "' ORDER BY epoch, life";
    }
}
