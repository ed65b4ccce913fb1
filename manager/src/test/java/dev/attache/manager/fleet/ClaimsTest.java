package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A lease before an agent: asked for, waited for, kept while nobody can be asked. */
class ClaimsTest {
    private static final Policy TWO = Policy.of(2, 0, 2);

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

    /** Each costs the process that had started early: rows that are held, or a right that lacks. */
    @Test
    void claimsThatFailAgainAndAgainAreMadeLessAndLessOften() {
        Script s = new Script(TWO);
        s.use("a");
        var rests = new ArrayList<Integer>();
        for (int i = 0; i < 6; i++) {
            rests.add(secondsUntilTheNextClaim(s, new Event.ClaimFailed(doc("a"), "it is held")));
        }
        assertThat(rests).containsExactly(2, 4, 8, 16, 30, 30);

        s.claimed("a");
        exit(s, s.on(new Event.LeasedElsewhere(doc("a"), "m2", 1_000)));
        s.on(new Event.LeaseFree(doc("a")));
        assertThat(secondsUntilTheNextClaim(s, new Event.ClaimFailed(doc("a"), "it is held")))
                .isEqualTo(2);
    }

    private static int secondsUntilTheNextClaim(Script s, Event failure) {
        exit(s, s.on(failure));
        int seconds = 0;
        while (s.decided().stream().noneMatch(Action.Claim.class::isInstance)) {
            s.wait(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }

    /** Who is told to leave does so. */
    private static void exit(Script s, List<Action> actions) {
        for (Action action : actions) {
            if (action instanceof Action.Stop stop) {
                s.exited(stop.worker().serial(), Exit.code(0));
            }
        }
    }

    @Test
    void aHeldLeaseIsNotGivenBackWhilePostgresIsAway() {
        Script s = new Script(FleetTest.plainLru());
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
}
