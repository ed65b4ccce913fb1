package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What is wrong costs whoever is wrong: a line, an incident, a rest; and nobody else anything. */
@Timeout(240)
class BadInputIT {
    private static final long MB = 1 << 20;

    @RegisterExtension private final House house = new House();

    @Test
    void anUnknownEventTypeIsRefusedByTheTable() {
        assertThatThrownBy(
                        () ->
                                house.postgres()
                                        .run(
                                                "INSERT INTO document_activity (document_id,"
                                                        + " event_type) VALUES ('d1', 'exploded')"))
                .hasStackTraceContaining("event_type");
    }

    @Test
    void namesMayHoldSlashesQuotesBlanksAndEmoji() throws Exception {
        List<String> names = List.of("../a/b", "it's \"so\" $(x) `y`", "🦊 café 日本", "%2F?#&");
        house.manager("m1", PolicyOf.capacity(10).policy());

        names.forEach(name -> house.active(name, 0));

        Until.holds("all are attached", () -> house.attached().size() == names.size());
        assertThat(house.attached()).containsExactlyInAnyOrderElementsOf(names);
        names.forEach(house::idle);
        house.awaitAttached();
    }

    @Test
    void aNameOfTenThousandCharactersIsRefusedByTheTableAndOnesOnlyTheTableTakesAreSkippedAloud()
            throws Exception {
        house.manager("m1", PolicyOf.capacity(10).policy());
        assertThatThrownBy(() -> house.active("x".repeat(10_000), 0))
                .hasStackTraceContaining("name_fits");

        house.active("y".repeat(1000), 0);
        house.active("two\nlines", 0);
        house.active("usual", 0);

        house.awaitAttached("usual");
        house.awaitLog("at most 256 characters");
        house.awaitLog("must not contain control characters");
        assertThat(house.workers().attached()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GARBAGE, babbling, lines in 10 s that are no message",
        "ENDLESS_LINE, babbling, more than 16 MB in 10 s",
        "CLOSES_STDOUT, babbling, closed its stdout",
        "NEVER_READS, died, Did not answer two pings",
        "LEAVES_CHILD, died, exit",
        "CRASHES_WHEN_ATTACHED, died, 7"
    })
    void aWorkerThatMisbehavesIsReportedAndRestsAndTheOthersNoticeNothing(
            Fault fault, String kind, String reason) throws Exception {
        house.manager(
                "m1",
                PolicyOf.capacity(5)
                        .pings(Duration.ofSeconds(2), Duration.ofSeconds(5))
                        .probeEvery(Duration.ofSeconds(1))
                        .policy());
        house.active("good", 1);
        house.awaitAttached("good");
        long good = house.pid("good");
        String stateId = stateIdOf(good);
        long before = usedMb();

        house.workers().everyLaunchIs(fault);
        house.active("bad", 0);

        Until.holds("an incident says why", () -> incidents(kind).contains(reason));
        house.workers().launchesAreWell();
        house.awaitAttached("bad", "good");
        assertThat(house.pid("good")).isEqualTo(good);
        assertThat(house.postgres().rows("SELECT document_id FROM document_quarantine")).isEmpty();
        assertThat(house.log()).contains("Incident kind=" + kind + " document=bad");
        Until.holds("two workers and nobody else", () -> carriers(stateId) == 2);
        assertThat(usedMb()).isLessThan(before + 32);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOODS", "FLOODS_STDERR", "SOME_GARBAGE"})
    void aWorkerThatOnlySaysTooMuchKeepsItsDocument(Fault fault) throws Exception {
        house.manager("m1", PolicyOf.capacity(5).policy());
        house.active("good", 1);
        house.awaitAttached("good");
        long good = house.pid("good");
        long before = usedMb();

        house.workers().everyLaunchIs(fault);
        house.active("bad", 0);

        house.awaitAttached("bad", "good");
        assertThat(house.pid("good")).isEqualTo(good);
        assertThat(house.postgres().rows("SELECT kind FROM agent_incidents")).isEmpty();
        assertThat(usedMb()).isLessThan(before + 32);
    }

    @Test
    void aWorkerThatExitsAtOncePausesLaunchesAndBlamesNobody() throws Exception {
        house.manager("m1", PolicyOf.capacity(5).probeEvery(Duration.ofSeconds(1)).policy());
        house.active("good", 1);
        house.awaitAttached("good");
        long good = house.pid("good");

        house.workers().everyLaunchIs(Fault.EXITS_AT_ONCE);
        house.active("bad", 0);

        house.awaitLog("launches pause");
        Until.holds("an incident says why", () -> incidents("died").contains("exit"));
        house.workers().launchesAreWell();
        house.awaitAttached("bad", "good");
        assertThat(house.pid("good")).isEqualTo(good);
        assertThat(house.postgres().rows("SELECT document_id FROM document_quarantine")).isEmpty();
    }

    private String incidents(String kind) {
        return house.postgres()
                .rows(
                        "SELECT reason FROM agent_incidents WHERE document_id = 'bad' AND kind = '"
                                + kind
                                + "'")
                .toString();
    }

    private static long usedMb() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MB;
    }

    private static String stateIdOf(long pid) {
        return environment(pid).stream()
                .filter(entry -> entry.startsWith("ATTACHE_STATE_ID="))
                .findFirst()
                .orElseThrow();
    }

    /** Children of workers included: they inherit it. */
    private static long carriers(String stateId) {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(stateId))
                .count();
    }

    private static List<String> environment(long pid) {
        try {
            return Arrays.asList(
                    Files.readString(
                                    Path.of("/proc/" + pid + "/environ"),
                                    StandardCharsets.ISO_8859_1)
                            .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
