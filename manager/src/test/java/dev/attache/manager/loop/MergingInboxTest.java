package dev.attache.manager.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.FromWorker.Cause;

import org.junit.jupiter.api.Test;

class MergingInboxTest {
    private static final WorkerId W = new WorkerId(1);

    private final SettableClock clock = new SettableClock();
    private final MergingInbox inbox = new MergingInbox(clock);

    @Test
    void aRefusedTokenIsNotLostBehindOtherBadNews() throws Exception {
        inbox.put(new Event.WorkerDisconnected(W, 1006, "first"));
        inbox.put(new Event.WorkerDisconnected(W, 4401, "expired"));
        inbox.put(new Event.WorkerDisconnected(W, 1006, "gone"));

        assertThat(inbox.take(clock.instant()))
                .containsExactly(
                        new Event.WorkerDisconnected(W, 4401, "expired"),
                        new Event.WorkerDisconnected(W, 1006, "gone"));
    }

    @Test
    void complaintsOfDifferentCausesAreKeptApart() throws Exception {
        inbox.put(new Event.WorkerFailed(W, Cause.SERVER, "refused"));
        inbox.put(new Event.WorkerFailed(W, Cause.DOCUMENT, "odd"));
        inbox.put(new Event.WorkerFailed(W, Cause.DOCUMENT, "odder"));

        assertThat(inbox.take(clock.instant()))
                .containsExactly(
                        new Event.WorkerFailed(W, Cause.SERVER, "refused"),
                        new Event.WorkerFailed(W, Cause.DOCUMENT, "odder"));
    }

    @Test
    void anEditIsNotLostToTheNextSightOfTheSamePeople() throws Exception {
        inbox.put(new Event.PeopleSeen(W, 1, true));
        inbox.put(new Event.PeopleSeen(W, 2, false));

        assertThat(inbox.take(clock.instant())).containsExactly(new Event.PeopleSeen(W, 2, true));
    }
}
