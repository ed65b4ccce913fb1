package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Reason;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.time.Duration;
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

    /** A process that starts takes the processor from whom somebody waits for. */
    @Test
    void aSpareIsReplacedOnlyWhenItsDocumentHasIt() {
        Script s = new Script(Policy.of(2, 1, 1));
        s.decided();
        s.ready(1);

        assertThat(s.use("a"))
                .containsExactly(
                        new Action.Assign(new WorkerId(1), doc("a")),
                        new Action.Claim(doc("a"), 0));
        assertThat(s.claimed("a")).noneMatch(Action.Launch.class::isInstance);
        assertThat(s.connected(1)).contains(new Action.Launch(new WorkerId(2), null));
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
    void askedTwiceAtOnceItHasNothingNewToSay() {
        Script s = new Script(TWO);
        s.use("a");

        assertThat(s.decided()).isEmpty();
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
