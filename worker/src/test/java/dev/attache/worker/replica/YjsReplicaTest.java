package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The books of the replica, against a server that does what it is told to; time stands still but
 * for the test.
 */
class YjsReplicaTest {
    private static final Presence READING = new Presence("Attaché", "#345", "reading", "");

    private final List<FakeLink> links = new ArrayList<>();
    private final YDocument document = YDocument.open(7, "default");
    private final YDocument server = YDocument.open(8, "default");
    private final YjsReplica replica = new YjsReplica(document, this::open, "first", new Random(1));
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @AfterEach
    void close() {
        document.close();
        server.close();
    }

    @Test
    void answersAServersQuestionAtAnyTime() {
        connectAndSync();
        document.edit("me", List.of(paragraph("mine")));
        link().sent.clear();

        arrive(new Frame.WhatIHave(server.stateVector()));

        Frame answer = link().sent.get(0);
        assertThat(answer).isInstanceOf(Frame.WhatYouLack.class);
        assertThat(texts(answer)).containsExactly("mine");
    }

    @Test
    void whatWasEditedWithoutAConnectionIsNotLost() {
        connectAndSync();
        lose(1006, "");
        document.edit("me", List.of(paragraph("offline")));

        reconnect();
        arrive(new Frame.WhatIHave(server.stateVector()));

        assertThat(link().sent).filteredOn(Frame.WhatYouLack.class::isInstance).hasSize(1);
        assertThat(texts(link().sent.get(link().sent.size() - 1))).containsExactly("offline");
    }

    @Test
    void theFirstChangesAreToldApartFromLaterOnes() {
        server.edit("p", List.of(paragraph("one")));
        connect();
        List<News> first = arrive(new Frame.WhatYouLack(server.encode()));
        assertThat(first).hasAtLeastOneElementOfType(News.Synced.class);
        assertThat(((News.Changed) first.get(0)).first()).isTrue();

        server.edit("p", List.of(paragraph("two")));
        News second = arrive(new Frame.Update(server.encode())).get(0);

        assertThat(((News.Changed) second).first()).isFalse();
        assertThat(arrive(new Frame.Update(server.encode()))).as("its own echo").isEmpty();
    }

    @Test
    void brokenFramesAreToldAndChangeNothing() {
        connectAndSync();
        byte[] state = document.encode();

        assertThat(arrive(SyncProtocol.decode(new byte[] {0, 2, 100, 1})))
                .hasOnlyElementsOfType(News.Refused.class);
        assertThat(arrive(new Frame.Update(new byte[] {9, 9, 9})))
                .hasOnlyElementsOfType(News.Refused.class);
        assertThat(arrive(SyncProtocol.decode(new byte[0])))
                .hasOnlyElementsOfType(News.Refused.class);
        assertThat(arrive(SyncProtocol.decode(new byte[] {77})))
                .hasOnlyElementsOfType(News.Refused.class);

        assertThat(document.encode()).isEqualTo(state);
        assertThat(replica.isSynced()).isTrue();
    }

    @Test
    void aMissingUpdateIsAskedFor() {
        connectAndSync();
        server.edit("p", List.of(paragraph("lost")));
        byte[] known = server.stateVector();
        server.edit("p", List.of(paragraph("later")));
        link().sent.clear();
        now = now.plusSeconds(6);

        arrive(new Frame.Update(since(known)));

        assertThat(link().sent).hasAtLeastOneElementOfType(Frame.WhatIHave.class);
    }

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
    void comesBackWithGrowingDelaysAndForgetsThemAfterAGoodLife() {
        replica.tick(now);
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            lose(1006, "refused");
            waits.add(Duration.between(now, replica.wakeAt()));
            reconnectWithoutOpening();
        }

        assertThat(waits.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(waits.get(11)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));

        receive(new Signal.Opened(link().connection));
        arrive(new Frame.WhatYouLack(server.encode()));
        now = now.plusSeconds(61);
        lose(1006, "");
        assertThat(Duration.between(now, replica.wakeAt())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aServerThatDoesNotAnswerIsLeft() {
        connectAndSync();
        now = now.plusSeconds(20);
        replica.tick(now);
        now = now.plusSeconds(16);

        assertThat(replica.tick(now)).hasAtLeastOneElementOfType(News.Disconnected.class);
        assertThat(link().closed).isTrue();
    }

    @Test
    void lateNewsOfAnOldConnectionChangesNothing() {
        connectAndSync();
        long old = link().connection;
        lose(1006, "");
        reconnect();

        assertThat(receive(new Signal.Closed(old, 1006, "late"))).isEmpty();
        assertThat(links).hasSize(2);
    }

    @Test
    void aRefusedTokenIsAskedForAndOnlyAFreshOneConnects() {
        connect();
        List<News> news = lose(4401, "expired");
        assertThat(news).contains(new News.TokenWanted("expired"));
        now = now.plusSeconds(31);
        assertThat(replica.tick(now)).hasOnlyElementsOfType(News.TokenWanted.class);
        assertThat(links).hasSize(1);

        replica.token("second", now);
        now = replica.wakeAt();
        replica.tick(now);

        assertThat(link().token).isEqualTo("second");
    }

    @Test
    void aTokenAboutToExpireIsReplacedWithoutLeaving() {
        connectAndSync();

        List<News> news =
                arrive(SyncProtocol.decode("__YPS:{\"type\":\"token_expiring\",\"in_ms\":9}"));
        replica.token("next", now);

        assertThat(news).hasAtLeastOneElementOfType(News.TokenWanted.class);
        assertThat(link().texts).containsExactly("__YPS:{\"type\":\"token\",\"token\":\"next\"}");
    }

    @Test
    void supersededAndForbiddenAreForGood() {
        connectAndSync();

        assertThat(lose(4409, "superseded epoch=12 life=3")).contains(new News.Superseded(12, 3));

        assertThat(replica.wakeAt()).isEqualTo(Instant.MAX);
        now = now.plusSeconds(3600);
        assertThat(replica.tick(now)).isEmpty();
        assertThat(links).hasSize(1);
    }

    @Test
    void aForbiddenHandshakeIsForGoodToo() {
        replica.tick(now);

        List<News> news =
                lose(1002, "Invalid status code received: 403 Status line: HTTP/1.1 403 Forbidden");

        assertThat(news).hasAtLeastOneElementOfType(News.Forbidden.class);
        assertThat(replica.wakeAt()).isEqualTo(Instant.MAX);
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

    private void connect() {
        replica.tick(now);
        receive(new Signal.Opened(link().connection));
    }

    private void connectAndSync() {
        connect();
        arrive(new Frame.WhatYouLack(server.encode()));
        receive(new Signal.Ponged(link().connection, Duration.ofMillis(3)));
        assertThat(replica.isSynced()).isTrue();
    }

    private void reconnectWithoutOpening() {
        now = replica.wakeAt();
        replica.tick(now);
    }

    private void reconnect() {
        reconnectWithoutOpening();
        receive(new Signal.Opened(link().connection));
    }

    private List<News> lose(int code, String reason) {
        return receive(new Signal.Closed(link().connection, code, reason));
    }

    private List<News> arrive(Frame frame) {
        return receive(new Signal.Arrived(link().connection, frame));
    }

    private void person(long client, long clock, String state) {
        Optional<String> said = state.equals("null") ? Optional.empty() : Optional.of(state);
        arrive(new Frame.Awareness(List.of(new Frame.Entry(client, clock, said))));
    }

    private List<News> receive(Signal signal) {
        return replica.receive(signal, now);
    }

    private byte[] since(byte[] stateVector) {
        try {
            return server.encodeSince(stateVector);
        } catch (RefusedUpdateException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static List<String> texts(Frame answer) {
        try (YDocument copy = YDocument.open(9, "default")) {
            copy.apply(((Frame.WhatYouLack) answer).update(), "test");
            return copy.snapshot().blocks().stream().map(block -> block.text()).toList();
        } catch (RefusedUpdateException bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Edit paragraph(String text) {
        return new Edit.InsertBlock(Optional.empty(), "paragraph", Map.of(), text);
    }

    private FakeLink link() {
        return links.get(links.size() - 1);
    }

    private Link open(long connection, String token) {
        links.add(new FakeLink(connection, token));
        return link();
    }

    private static final class FakeLink implements Link {
        final long connection;
        final String token;
        final List<Frame> sent = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        boolean closed;

        FakeLink(long connection, String token) {
            this.connection = connection;
            this.token = token;
        }

        @Override
        public void send(byte[] message) {
            sent.add(SyncProtocol.decode(message));
        }

        @Override
        public void sendText(String message) {
            texts.add(message);
        }

        @Override
        public void ping() {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
