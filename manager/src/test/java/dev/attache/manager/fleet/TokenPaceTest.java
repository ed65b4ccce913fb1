package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a worker whose token was refused gets the next one. */
class TokenPaceTest {
    private static final Policy POLICY = Policy.of(2, 0, 2);

    private final Script s = new Script(POLICY);
    private final WorkerId a = s.attach("a");
    private final Event refused = new Event.WorkerDisconnected(a, 4401, "refused");
    private final Action token = new Action.FreshToken(a, new Life(doc("a"), 100, 1));

    @Test
    void aRefusedTokenIsReplacedAtOnceAndThenAtALongerAndLongerPace() {
        assertThat(s.on(refused)).contains(token);
        assertThat(s.on(refused)).isEmpty();
        assertThat(s.fleet.wakeAt(s.now)).isEqualTo(s.now.plusSeconds(1));
        s.wait(Duration.ofSeconds(1));
        assertThat(s.decided()).containsExactly(token);
        s.on(refused);
        s.wait(Duration.ofSeconds(1));
        assertThat(s.decided()).isEmpty();
        s.wait(Duration.ofSeconds(1));
        assertThat(s.decided()).containsExactly(token);
    }

    @Test
    void aServerThatRefusesEveryTokenAfterAGoodLifeMakesNoHotLoop() {
        s.answering(a, Duration.ofHours(2));

        int tokens = 0;
        Instant end = s.now.plus(Duration.ofMinutes(4));
        List<Action> decided = s.on(refused);
        while (s.now.isBefore(end) && tokens < 100) {
            if (decided.contains(token)) {
                tokens++;
                decided = s.on(refused);
            } else {
                decided.forEach(this::answered);
                s.now = s.fleet.wakeAt(s.now);
                decided = s.decided();
            }
        }

        // At 0, 1, 3, 7, 15, 31, 63 s and then every minute.
        assertThat(tokens).isBetween(8, 11);
    }

    @Test
    void oneThatIsRefusedAfterHoursGetsATokenAtOnceEachTime() {
        for (int evening = 0; evening < 3; evening++) {
            s.answering(a, Duration.ofHours(1));
            assertThat(s.on(refused)).contains(token);
            s.connected(a.serial());
        }
    }

    @Test
    void theTimeOutsideIsNoPartOfAGoodLife() {
        s.on(refused);
        s.wait(POLICY.backOff().goodLife());
        s.connected(a.serial());
        s.wait(Duration.ofSeconds(1));

        assertThat(s.on(refused)).doesNotContain(token);
    }

    @Test
    void whoTriesAgainWithItsOldTokenDoesNotPutTheNewOneOff() {
        s.on(refused);
        s.on(refused);
        s.wait(Duration.ofMillis(900));
        s.on(refused);
        s.wait(Duration.ofMillis(100));

        assertThat(s.decided()).containsExactly(token);
    }

    private void answered(Action action) {
        if (action instanceof Action.Ping(WorkerId asked, long id)) {
            s.on(new Event.WorkerAnswered(asked, id, FromWorker.Doing.FREE));
        }
    }
}
