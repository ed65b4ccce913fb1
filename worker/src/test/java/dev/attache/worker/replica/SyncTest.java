package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Who lacks what, and that nothing is lost on the way. */
class SyncTest extends ReplicaScene {
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
        replica.tick(now);

        assertThat(link().sent).hasAtLeastOneElementOfType(Frame.WhatIHave.class);
    }

    @Test
    void whatWasLostIsAskedForUntilItIsThere() {
        connectAndSync();
        server.edit("p", List.of(paragraph("lost")));
        byte[] known = server.stateVector();
        server.edit("p", List.of(paragraph("later")));
        arrive(new Frame.Update(since(known)));
        link().sent.clear();

        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Instant before = now;
            answerPings(() -> questions() > 0);
            waits.add(Duration.between(before, now));
            link().sent.clear();
            arrive(new Frame.WhatYouLack(since(known)));
        }
        assertThat(waits.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(waits.getLast()).isEqualTo(Duration.ofMinutes(1));

        arrive(new Frame.WhatYouLack(since(document.stateVector())));
        Instant healed = now;
        answerPings(() -> now.isAfter(healed.plusSeconds(300)));
        assertThat(questions()).isZero();
        assertThat(document.snapshot()).isEqualTo(server.snapshot());
    }

    @Test
    void anUpdateThatComesBeforeTheFirstAnswerIsInThatAnswerOrTheNext() {
        server.edit("p", List.of(paragraph("before")));
        byte[] answer = server.encode();
        byte[] known = server.stateVector();
        server.edit("p", List.of(paragraph("meanwhile")));
        connect();

        assertThat(arrive(new Frame.Update(since(known)))).isEmpty();
        arrive(new Frame.WhatYouLack(answer));
        link().sent.clear();
        answerPings(() -> questions() > 0);
        arrive(new Frame.WhatYouLack(since(document.stateVector())));

        assertThat(document.snapshot()).isEqualTo(server.snapshot());
    }

    @Test
    void aDocumentThatCannotBeTakenIsToldAsSuch() {
        connect();

        assertThat(arrive(new Frame.WhatYouLack(new byte[] {9, 9, 9})))
                .hasOnlyElementsOfType(News.Unreadable.class);
        assertThat(replica.isSynced()).isFalse();
    }

    @Test
    void whatCannotBeTakenOfAnUpdateIsAskedForSinceTheServerMayHaveIt() {
        connectAndSync();
        link().sent.clear();
        assertThat(arrive(new Frame.Update(new byte[] {9, 9, 9})))
                .hasOnlyElementsOfType(News.Refused.class);

        answerPings(() -> questions() > 0);

        assertThat(arrive(new Frame.WhatYouLack(new byte[] {9, 9, 9})))
                .hasOnlyElementsOfType(News.Unreadable.class);
    }

    private long questions() {
        return link().sent.stream().filter(Frame.WhatIHave.class::isInstance).count();
    }

    /** Time goes by on a connection that is sound. */
    private void answerPings(BooleanSupplier until) {
        Instant limit = now.plusSeconds(1_000);
        while (!until.getAsBoolean()) {
            assertThat(now).isBefore(limit);
            now = now.plusSeconds(1);
            receive(new Signal.Ponged(link().connection, Duration.ofMillis(3)));
            replica.tick(now);
        }
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
}
