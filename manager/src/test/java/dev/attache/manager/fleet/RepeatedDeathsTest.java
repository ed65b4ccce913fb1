package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What deaths add up to: a rest, a quarantine, or a pause of all launches. */
class RepeatedDeathsTest {
    private static final Policy TWO = Policy.of(2, 0, 2);

    @Test
    void fiveDeathsInTenMinutesAreAQuarantine() {
        Script s = new Script(TWO);
        WorkerId worker = s.attach("a");
        List<Action> last = List.of();
        for (int death = 1; death <= 5; death++) {
            last = s.crash(worker);
            s.wait(Duration.ofSeconds(30));
            worker = death < 5 ? revived(s, worker) : worker;
        }

        assertThat(last).hasAtLeastOneElementOfType(Action.Quarantine.class);
        assertThat(s.decided()).noneMatch(Action.Launch.class::isInstance);
        assertThat(Why.of(s.fleet, doc("a"), s.now).verdict()).isEqualTo(Why.Verdict.QUARANTINED);
    }

    @Test
    void aRestartRaisesTheLifeAndKeepsTheLease() {
        Script s = new Script(TWO);
        WorkerId first = s.attach("a");
        s.crash(first);
        s.wait(Duration.ofSeconds(30));
        s.decided();

        assertThat(s.ready(2))
                .startsWith(
                        new Action.Attach(
                                new WorkerId(2), new Life(doc("a"), 100, 2), Action.Origin.COLD));
    }

    @Test
    void twoDeathsBeforeReadyPauseAllLaunchesAndQuarantineNobody() {
        Script s = new Script(TWO);
        s.use("a");
        s.exited(1, Exit.code(127));
        s.wait(Duration.ofSeconds(5));
        s.decided();

        assertThat(s.exited(2, Exit.code(127)))
                .hasAtLeastOneElementOfType(Action.Alarm.class)
                .doesNotHaveAnyElementsOfTypes(Action.Quarantine.class);
        s.wait(Duration.ofSeconds(20));
        assertThat(s.decided()).noneMatch(Action.Launch.class::isInstance);
        s.wait(Duration.ofSeconds(11));
        assertThat(s.decided()).hasAtLeastOneElementOfType(Action.Launch.class);
    }

    @Test
    void twoUnansweredPingsAreADeath() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a");
        s.wait(Duration.ofSeconds(30));
        assertThat(s.decided()).containsExactly(new Action.Ping(a, 1));
        s.wait(Duration.ofSeconds(5));
        assertThat(s.decided()).containsExactly(new Action.Ping(a, 2));
        s.wait(Duration.ofSeconds(5));

        assertThat(s.decided()).containsExactly(new Action.Kill(a, Reason.UNRESPONSIVE));
    }

    /**
     * Five in a minute are killed; the sixth is told of once, and killed when the minute is over.
     */
    @Test
    void whoIsSparedInItsSilenceIsToldOfOnce() {
        Script s = new Script(Policy.of(6, 0, 6));
        List<WorkerId> all = Stream.of("a", "b", "c", "d", "e", "f").map(s::attach).toList();
        s.wait(Duration.ofSeconds(30));
        s.decided();
        s.wait(Duration.ofSeconds(5));
        s.decided();
        s.wait(Duration.ofSeconds(5));

        List<Action> first = s.decided();
        s.wait(Duration.ofSeconds(30));
        List<Action> second = s.decided();
        s.wait(Duration.ofSeconds(31));
        List<Action> third = s.decided();

        assertThat(first).filteredOn(Action.Kill.class::isInstance).hasSize(5);
        assertThat(first)
                .filteredOn(Action.Report.class::isInstance)
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(((Action.Report) report).kind()).isEqualTo("silent");
                            assertThat(((Action.Report) report).sentence())
                                    .isEqualTo(Reason.SPARED.sentence());
                        });
        Action.Kill last = new Action.Kill(all.getLast(), Reason.UNRESPONSIVE);
        assertThat(second).noneMatch(Action.Report.class::isInstance).doesNotContain(last);
        assertThat(third).contains(last);
    }

    @Test
    void goingOutOfUseDoesNotWipeTheSlateClean() {
        Script s = new Script(TWO);
        WorkerId worker = s.attach("a");
        List<Action> last = List.of();
        for (int death = 1; death <= 5; death++) {
            last = s.crash(worker);
            s.leave("a");
            s.wait(Duration.ofSeconds(30));
            s.decided();
            worker = death < 5 ? s.attach("a") : worker;
        }

        assertThat(last).hasAtLeastOneElementOfType(Action.Quarantine.class);
    }

    @Test
    void whatAQuietDayHasCoveredIsForgotten() {
        Script s = new Script(TWO);
        s.on(new Event.QuarantineRead(doc("a"), "five deaths", 3, Duration.ofMinutes(10)));
        s.on(new Event.RestartRequested(doc("a")));
        s.wait(TWO.quarantine().most().minusSeconds(1));
        s.decided();
        assertThat(s.fleet.books().documents).containsKey(doc("a"));

        s.wait(Duration.ofSeconds(1));
        s.decided();

        s.use("b");
        assertThat(s.fleet.books().documents).doesNotContainKey(doc("a"));
    }

    @Test
    void aQuarantineThatWasReadBeforeItsLiftingWasWrittenIsOutOfDate() {
        Script s = new Script(TWO);
        Event read = new Event.QuarantineRead(doc("a"), "five deaths", 1, Duration.ofMinutes(10));
        s.use("a");
        s.on(read);
        s.on(new Event.RestartRequested(doc("a")));

        s.on(read);
        assertThat(Why.of(s.fleet, doc("a"), s.now).verdict())
                .isNotEqualTo(Why.Verdict.QUARANTINED);

        s.on(new Event.QuarantineLifted(doc("a"), "It is no longer in the books"));
        s.on(read);
        assertThat(s.fleet.books().document(doc("a")).quarantined).isNotNull();
    }

    @Test
    void oneThatFailsAgainSoonAfterItWasLetOutRestsLongerWhoeverLetItOut() {
        Script s = new Script(TWO);
        s.on(new Event.StrikesRead(doc("a"), 2, Duration.ofHours(1)));

        assertThat(quarantined(s))
                .extracting(Action.Quarantine::strikes, Action.Quarantine::liftableIn)
                .containsExactly(3, Duration.ofMinutes(40));
    }

    @Test
    void strikesOfLongAgoCountNoMore() {
        Script s = new Script(TWO);
        s.on(new Event.StrikesRead(doc("a"), 2, Duration.ofHours(1)));
        s.on(new Event.StrikesRead(doc("b"), 2, TWO.quarantine().most()));
        assertThat(s.fleet.books().documents).containsOnlyKeys(doc("a"));
        s.wait(TWO.quarantine().most().minusHours(1));
        s.decided();

        assertThat(quarantined(s).strikes()).isEqualTo(1);
    }

    private static Action.Quarantine quarantined(Script s) {
        List<Action> last = List.of();
        WorkerId worker = s.attach("a");
        for (int death = 1; death <= 5; death++) {
            last = s.crash(worker);
            s.wait(Duration.ofSeconds(30));
            worker = death < 5 ? revived(s, worker) : worker;
        }
        return last.stream()
                .filter(Action.Quarantine.class::isInstance)
                .map(Action.Quarantine.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(s.fleet.books().document(doc("a"))));
    }

    @Test
    void theNextProbeIsAnotherDocumentEvenIfTheLastOneIsPinned() {
        Script s = new Script(Policy.of(1, 0, 1));
        s.on(new Event.OverrideRead(doc("bad"), new Wish(Wish.Kind.PIN, "demo", null)));
        s.claimed("bad");
        s.use("good");
        assertThat(s.exited(1, Exit.code(1)))
                .contains(new Action.Launch(new WorkerId(2), doc("good")));
        s.exited(2, Exit.code(1));
        s.wait(Duration.ofSeconds(31));
        assertThat(s.decided()).contains(new Action.Launch(new WorkerId(3), doc("bad")));
        s.exited(3, Exit.code(1));
        s.wait(Duration.ofSeconds(31));

        assertThat(s.decided()).contains(new Action.Launch(new WorkerId(4), doc("good")));
    }

    private static WorkerId revived(Script s, WorkerId before) {
        s.decided();
        WorkerId next = new WorkerId(before.serial() + 1);
        s.ready(next.serial());
        s.connected(next.serial());
        return next;
    }
}
