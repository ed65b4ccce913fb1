package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Reason;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class FleetTest {
    private static final Policy TWO = Policy.of(2, 0, 2);

    @Test
    void startsTheProcessAndAsksForTheLeaseAtTheSameTime() {
        Script s = new Script(TWO);

        assertThat(s.use("a"))
                .containsExactly(
                        new Action.Launch(new WorkerId(1), doc("a")),
                        new Action.Claim(doc("a"), 0));
    }

    @Test
    void attachesOnlyWhenTheClaimHasCommittedAndTheProcessIsReady() {
        Script s = new Script(TWO);
        s.use("a");

        assertThat(s.ready(1)).isEmpty();
        assertThat(s.claimed("a"))
                .startsWith(
                        new Action.Attach(
                                new WorkerId(1), new Life(doc("a"), 100, 1), Action.Origin.COLD));
    }

    @Test
    void aSpareThatIsOnlyStartingIsTheDocumentsAndNotInItsWay() {
        Script s = new Script(Policy.of(2, 1, 1));
        assertThat(s.decided()).containsExactly(new Action.Launch(new WorkerId(1), null));

        assertThat(s.use("a"))
                .containsExactly(
                        new Action.Assign(new WorkerId(1), doc("a")),
                        new Action.Claim(doc("a"), 0));
        s.claimed("a");
        assertThat(s.ready(1))
                .startsWith(
                        new Action.Attach(
                                new WorkerId(1), new Life(doc("a"), 100, 1), Action.Origin.COLD));
    }

    @Test
    void aStoppedWorkerKeepsItsSlotUntilItsExitIsSeen() {
        Script s = new Script(Policy.of(1, 0, 1));
        WorkerId a = s.attach("a");
        s.leave("a");

        assertThat(s.use("b")).isEmpty();
        assertThat(s.exited(a.serial(), Exit.code(0)))
                .contains(new Action.Launch(new WorkerId(2), doc("b")));
    }

    @Test
    void aNewcomerClaimsBeforeAnybodyIsEvicted() {
        Script s = new Script(Policy.of(1, 0, 1));
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMinutes(2));
        s.on(new Event.WorkerAnswered(a, 1, FromWorker.Doing.FREE));

        assertThat(s.use("b")).containsExactly(new Action.Claim(doc("b"), 0));
        assertThat(s.claimed("b"))
                .containsExactly(new Action.Release(a, Reason.OUTRANKED, doc("b")));
    }

    @Test
    void aLostClaimEvictsNobody() {
        Script s = new Script(Policy.of(1, 0, 1));
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMinutes(2));
        s.on(new Event.WorkerAnswered(a, 1, FromWorker.Doing.FREE));
        s.use("b");

        assertThat(s.on(new Event.ClaimLost(doc("b"), "other")))
                .containsExactly(new Action.Reread(doc("b")));
    }

    @Test
    void theRecentlyEditedAreShelteredAndTheNewcomerWaits() {
        Script s = new Script(Policy.of(1, 0, 1));
        WorkerId a = s.attach("a");
        s.wait(Duration.ofSeconds(20));
        s.on(new Event.PeopleSeen(a, 1, true));
        s.wait(Duration.ofSeconds(5));

        assertThat(s.use("b")).isEmpty();
        assertThat(Why.of(s.fleet, doc("b"), s.now).waitingPosition()).isEqualTo(1);
    }

    @Test
    void withPlainLruTheNewcomerTakesTheSlotAtOnce() {
        Script s = new Script(plainLru());
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMillis(5));

        s.use("b");

        assertThat(s.claimed("b"))
                .containsExactly(new Action.Release(a, Reason.OUTRANKED, doc("b")));
    }

    @Test
    void aBusyWorkerRefusesAndStays() {
        Script s = new Script(plainLru());
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMillis(5));
        s.use("b");
        s.claimed("b");

        assertThat(s.on(new Event.WorkerBusy(a))).isEmpty();
        assertThat(Why.of(s.fleet, doc("a"), s.now).verdict()).isEqualTo(Why.Verdict.ATTACHED);
    }

    @Test
    void aClaimWithoutASlotIsGivenBack() {
        Script s = new Script(plainLru());
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMillis(5));
        s.use("b");
        s.claimed("b");
        s.on(new Event.WorkerBusy(a));

        s.wait(Duration.ofSeconds(10));

        assertThat(s.decided()).contains(new Action.GiveBack(doc("b"), 101, Reason.NO_SLOT));
    }

    @Test
    void theEvictedGivesItsLeaseBackAndWaits() {
        Script s = new Script(plainLru());
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMillis(5));
        s.use("b");
        s.claimed("b");
        s.on(new Event.WorkerReleased(a));

        assertThat(s.exited(a.serial(), Exit.code(0)))
                .contains(
                        new Action.GiveBack(doc("a"), 100, Reason.UNNEEDED),
                        new Action.Launch(new WorkerId(2), doc("b")));
        assertThat(Why.of(s.fleet, doc("a"), s.now).verdict()).isEqualTo(Why.Verdict.WAITING);
    }

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
    void supersededRestsAndClaimsAboveTheDocumentsEpoch() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a");
        s.on(new Event.WorkerSaidBye(a, FromWorker.Reason.SUPERSEDED, 5_000L));
        s.exited(a.serial(), Exit.code(0));

        s.wait(Duration.ofSeconds(2));

        assertThat(s.decided()).contains(new Action.Claim(doc("a"), 5_000));
    }

    @Test
    void aPinComesBeforeEverybody() {
        Script s = new Script(Policy.of(1, 0, 1));
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMinutes(2));
        s.on(new Event.WorkerAnswered(a, 1, FromWorker.Doing.FREE));
        s.use("a");

        s.on(new Event.OverrideRead(doc("z"), new Wish(Wish.Kind.PIN, "demo", null)));

        assertThat(s.claimed("z"))
                .containsExactly(new Action.Release(a, Reason.OUTRANKED, doc("z")));
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

    @Test
    void aClaimThatIsNeverAnsweredIsMadeAgain() {
        Script s = new Script(TWO);
        s.use("a");
        s.ready(1);
        s.wait(Policy.CLAIM_ANSWERED_WITHIN);
        s.decided();
        s.wait(Duration.ofSeconds(2));

        assertThat(s.decided())
                .contains(
                        new Action.Launch(new WorkerId(2), doc("a")),
                        new Action.Claim(doc("a"), 0));
    }

    @Test
    void aHeldLeaseIsNotGivenBackWhilePostgresIsAway() {
        Script s = new Script(plainLru());
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMillis(5));
        s.use("b");
        s.claimed("b");
        s.on(new Event.WorkerBusy(a));
        s.on(new Event.BooksReachable(false));
        s.wait(Duration.ofSeconds(10));

        assertThat(s.decided()).noneMatch(Action.GiveBack.class::isInstance);
        assertThat(s.on(new Event.BooksReachable(true)))
                .contains(new Action.GiveBack(doc("b"), 101, Reason.NO_SLOT));
    }

    @Test
    void whoHasLostItsDocumentIsBookedSoUntilItIsBack() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a");
        Life life = new Life(doc("a"), 100, 1);

        assertThat(s.on(new Event.WorkerDisconnected(a, 1006, "gone")))
                .containsExactly(
                        new Action.Book(
                                life, a, Action.Status.CONNECTING, "Lost its document: 1006 gone"));
        assertThat(s.on(new Event.WorkerDisconnected(a, 1006, "gone"))).isEmpty();
        assertThat(Why.of(s.fleet, doc("a"), s.now).sentence()).contains("tries to come back");
        assertThat(s.connected(a.serial()))
                .containsExactly(new Action.Book(life, a, Action.Status.ACTIVE, null));
    }

    @Test
    void whoNeverComesBackIsReplaced() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a");
        s.on(new Event.WorkerDisconnected(a, 1006, "gone"));
        s.answering(a, TWO.leaving().busyAtMost());

        assertThat(s.decided()).contains(new Action.Stop(a, Reason.NEVER_CAME_BACK));
    }

    /** Each would come back by itself when the server does. */
    @Test
    void whenAllHaveLostTheirServerOneIsReplacedAtATime() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a");
        WorkerId b = s.attach("b");
        s.on(new Event.WorkerDisconnected(a, 1006, "gone"));
        s.on(new Event.WorkerDisconnected(b, 1006, "gone"));
        s.answering(List.of(a, b), TWO.leaving().busyAtMost());

        assertThat(s.decided())
                .filteredOn(Action.Stop.class::isInstance)
                .containsExactly(new Action.Stop(a, Reason.NEVER_CAME_BACK));
    }

    @Test
    void whoLeavesByConsentIsBookedAsDetaching() {
        Script s = new Script(plainLru());
        WorkerId a = s.attach("a");
        s.wait(Duration.ofMillis(5));
        s.use("b");
        s.claimed("b");

        assertThat(s.on(new Event.WorkerReleased(a)))
                .containsExactly(
                        new Action.Book(
                                new Life(doc("a"), 100, 1),
                                a,
                                Action.Status.DETACHING,
                                Reason.OUTRANKED.sentence()));
    }

    @Test
    void aFullMemoryWaitsForTheSentenceInHand() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a", Set.of());
        s.on(new Event.WorkerBusy(a));

        assertThat(s.on(new Event.MemorySeen(a, TWO.memory().releaseMb() + 1))).isEmpty();
        assertThat(s.on(new Event.WorkerFree(a))).contains(new Action.Stop(a, Reason.MEMORY_HIGH));
    }

    @Test
    void nobodyIsEvictedForASlotThatIsComingFreeByItself() {
        Script s = new Script(plainLru(2));
        WorkerId a = s.attach("a");
        WorkerId b = s.attach("b");
        s.wait(Duration.ofMillis(5));
        s.use("c");
        s.leave("b");

        assertThat(s.claimed("c")).isEmpty();
        assertThat(s.exited(b.serial(), Exit.code(0)))
                .contains(new Action.Launch(new WorkerId(3), doc("c")));
        assertThat(Why.of(s.fleet, doc("a"), s.now).verdict()).isEqualTo(Why.Verdict.ATTACHED);
        assertThat(a).isEqualTo(new WorkerId(1));
    }

    @Test
    void aHolderThatIsPinnedAfterItWasReservedStays() {
        Script s = new Script(plainLru());
        s.attach("a");
        s.wait(Duration.ofMillis(5));
        s.use("b");
        s.on(new Event.OverrideRead(doc("a"), new Wish(Wish.Kind.PIN, "demo", null)));

        assertThat(s.claimed("b")).isEmpty();
    }

    @Test
    void whoHasTakenASlotKeepsItForAMinute() {
        Script s = new Script(Policy.of(1, 0, 1));
        WorkerId a = s.attach("a");
        s.answering(a, Duration.ofMinutes(2));
        s.use("b");
        s.claimed("b");
        s.on(new Event.WorkerReleased(a));
        s.exited(a.serial(), Exit.code(0));
        WorkerId b = new WorkerId(2);
        s.ready(2);
        s.connected(2);
        s.answering(b, Duration.ofSeconds(40));

        assertThat(s.use("c")).isEmpty();
        s.answering(b, Duration.ofSeconds(20));
        assertThat(s.decided()).contains(new Action.Claim(doc("c"), 0));
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

    @Test
    void askedTwiceAtOnceItHasNothingNewToSay() {
        Script s = new Script(TWO);
        s.use("a");

        assertThat(s.decided()).isEmpty();
    }

    private static WorkerId revived(Script s, WorkerId before) {
        s.decided();
        WorkerId next = new WorkerId(before.serial() + 1);
        s.ready(next.serial());
        s.connected(next.serial());
        return next;
    }

    static Policy plainLru() {
        return plainLru(1);
    }

    private static Policy plainLru(int capacity) {
        Policy p = Policy.of(capacity, 0, capacity);
        return new Policy(
                p.capacity(),
                p.warmSpares(),
                p.launchesAtOnce(),
                new Policy.Eviction(
                        Duration.ZERO, p.eviction().residency(), p.eviction().swapEvery()),
                p.starting(),
                p.pings(),
                p.leaving(),
                p.backOff(),
                p.quarantine(),
                p.rest(),
                p.probeEvery(),
                p.memory());
    }
}
