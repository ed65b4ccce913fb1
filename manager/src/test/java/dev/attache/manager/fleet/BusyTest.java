package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** A worker that has work in hand is not evicted; one that never answers does not stay for ever. */
class BusyTest {
    private final Script s = new Script(FleetTest.plainLru());
    private final WorkerId a = s.attach("a");

    @Test
    void whoNeverAnswersARequestToLeaveIsStoppedInTheEnd() {
        silentWhenAsked();

        s.answering(a, s.fleet.books().policy.leaving().busyAtMost());
        List<Action> decided = asked();

        assertThat(decided).contains(new Action.Stop(a, Reason.OUTRANKED));
    }

    @Test
    void whoIsBusyAfterItsSilenceIsBusyFromThenOn() {
        silentWhenAsked();
        s.answering(a, s.fleet.books().policy.leaving().busyAtMost());
        s.on(new Event.WorkerBusy(a));

        assertThat(asked()).noneMatch(Action.Stop.class::isInstance);
    }

    private void silentWhenAsked() {
        s.wait(Duration.ofMillis(5));
        s.use("b");
        assertThat(s.claimed("b")).contains(new Action.Release(a, Reason.OUTRANKED, doc("b")));
        s.wait(s.fleet.books().policy.leaving().releaseWithin());
        s.decided();
        s.leave("b");
    }

    private List<Action> asked() {
        s.wait(Duration.ofMillis(5));
        s.use("c");
        return s.claimed("c");
    }
}
