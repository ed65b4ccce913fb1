package dev.attache.manager.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.testkit.CollectingInbox;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

class LoopTest {
    private final SettableClock clock = new SettableClock();
    private final CollectingInbox inbox = new CollectingInbox();
    private final List<Duration> lags = new ArrayList<>();

    @Test
    void whatIsSleptThroughWhileADecisionIsPerformedIsLateness() throws Exception {
        inbox.put(new Event.InUse(new DocumentId("d"), Duration.ZERO));
        Loop loop =
                loop(
                        _ -> {
                            clock.pass(Duration.ofSeconds(20));
                            inbox.put(new Event.DrainRequested());
                        });

        assertThatThrownBy(loop::run).isInstanceOf(Enough.class);

        assertThat(lags.getLast()).isGreaterThan(Duration.ofSeconds(15));
    }

    @Test
    void aQuestionThatNobodyAnswersAnyMoreFails() throws Exception {
        Loop loop = loop(_ -> {});
        inbox.put(new Event.DrainRequested());
        loop.run();

        var asked = loop.ask(fleet -> Overview.of(fleet, clock.instant()));

        assertThatThrownBy(asked::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Loop.Ended.class);
    }

    @Test
    void aQuestionThatWaitsWhenTheLoopBreaksFailsToo() {
        Loop loop =
                loop(
                        _ -> {
                            throw new Enough();
                        });
        inbox.put(new Event.InUse(new DocumentId("d"), Duration.ZERO));
        var asked = loop.ask(Fleet::policy);

        assertThatThrownBy(loop::run).isInstanceOf(Enough.class);

        assertThat(asked).isCompletedExceptionally();
    }

    private Loop loop(Performer performer) {
        return new Loop(
                new Fleet(Policy.of(1, 0, 1)),
                inbox,
                performer,
                clock,
                (_, _, _, lag) -> {
                    lags.add(lag);
                    if (lags.size() == 2) {
                        throw new Enough();
                    }
                });
    }

    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
