package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is there, and what is said of ourselves. */
class PresenceTest extends ReplicaScene {
    @Test
    void ownAwarenessIsRenewedEveryFifteenSecondsWhilePeopleAreThere() {
        connectAndSync();
        person(1, 1, "{\"user\":{\"name\":\"Ann\"},\"schema\":[\"geoMark\"]}");
        replica.present(READING, now);

        assertThat(awarenessFrames(Duration.ofSeconds(29))).isBetween(2, 3);
    }

    @Test
    void withNobodyThereAtMostOneFrameAMinute() {
        connectAndSync();
        replica.present(READING, now);
        link().sent.clear();
        for (int i = 0; i < 600; i++) {
            replica.present(new Presence("Attaché", "#345", "reading", "step " + i), now);
            now = now.plusSeconds(1);
            receive(new Signal.Ponged(link().connection, Duration.ofMillis(3)));
            replica.tick(now);
        }

        assertThat(link().sent).hasSizeLessThanOrEqualTo(10).isNotEmpty();
    }

    @Test
    void peopleAreCountedByTheirStatesAndTheSilentAreForgotten() {
        connectAndSync();
        person(1, 1, "{\"user\":{\"name\":\"Ann\"},\"schema\":[\"geoMark\"]}");
        person(2, 1, "{\"user\":{\"name\":\"x\"},\"agent\":{\"state\":\"reading\"}}");
        person(3, 1, "{\"cursor\":null}");
        person(
                4,
                1,
                "{\"user\":{\"name\":\"Bo\"},\"composing\":{\"item\":{\"client\":1,\"clock\":2}}}");

        assertThat(replica.people().count()).isEqualTo(2);
        assertThat(replica.people().allKnow("geoMark")).isFalse();
        assertThat(replica.people().peers().get(3).composing())
                .contains("{\"item\":{\"client\":1,\"clock\":2}}");

        now = now.plusSeconds(20);
        person(1, 2, "{\"user\":{\"name\":\"Ann\"},\"schema\":[\"geoMark\"]}");
        person(4, 0, "null");
        now = now.plusSeconds(11);
        receive(new Signal.Ponged(link().connection, Duration.ofMillis(3)));
        replica.tick(now);

        assertThat(replica.people().peers()).extracting(Peer::client).containsExactly(1L);
        person(1, 2, "null");
        assertThat(replica.people().count()).isZero();
    }

    @Test
    void whoAsksForOurPresenceIsAnswered() {
        connectAndSync();
        replica.present(READING, now);
        link().sent.clear();

        arrive(SyncProtocol.decode(new byte[] {3}));

        Frame.Awareness said = (Frame.Awareness) link().sent.get(0);
        assertThat(said.entries().get(0).state()).isPresent();
    }

    @Test
    void whoTakesUsForGoneIsToldOtherwise() {
        connectAndSync();
        person(1, 1, "{\"user\":{\"name\":\"Ann\"}}");
        replica.present(READING, now);
        link().sent.clear();

        arrive(new Frame.Awareness(List.of(new Frame.Entry(7, 900, Optional.empty()))));

        Frame.Awareness said = (Frame.Awareness) link().sent.get(0);
        assertThat(said.entries().get(0).clock()).isEqualTo(901);
        assertThat(said.entries().get(0).state()).isPresent();
    }

    @Test
    void leavingTakesThePresenceBack() {
        connectAndSync();
        replica.present(READING, now);

        replica.close();

        Frame.Awareness last = (Frame.Awareness) link().sent.get(link().sent.size() - 1);
        assertThat(last.entries().get(0).state()).isEmpty();
        assertThat(link().closed).isTrue();
    }

    private int awarenessFrames(Duration during) {
        int clock = 2;
        for (int second = 0; second < during.toSeconds(); second++) {
            now = now.plusSeconds(1);
            receive(new Signal.Ponged(link().connection, Duration.ofMillis(3)));
            if (second % 15 == 0) {
                person(1, clock++, "{\"user\":{\"name\":\"Ann\"},\"schema\":[\"geoMark\"]}");
            }
            replica.tick(now);
        }
        return (int) link().sent.stream().filter(Frame.Awareness.class::isInstance).count();
    }
}
