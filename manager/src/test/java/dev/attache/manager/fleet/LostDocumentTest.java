package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action.Reason;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Agents that are alive and out of their document: superseded, cut off, or for good. */
class LostDocumentTest {
    private static final Policy TWO = Policy.of(2, 0, 2);

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

    @Test
    void whoSaysByeAndStaysIsReplacedThoughItAnswersPings() {
        Script s = new Script(TWO);
        WorkerId a = s.attach("a");

        assertThat(s.on(new Event.WorkerSaidBye(a, FromWorker.Reason.ERROR, null)))
                .containsExactly(
                        new Action.Book(
                                new Life(doc("a"), 100, 1),
                                a,
                                Action.Status.CONNECTING,
                                "Said bye: error"));
        s.answering(a, TWO.leaving().stopWithin());

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
}
