package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How a connection comes about and ends. */
class ConnectionTest extends ReplicaScene {
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

    /** The client library says so when a message is larger than it takes. */
    @Test
    void aDocumentThatIsTooLargeForAMessageIsNotTriedAgain() {
        connect();

        assertThat(lose(1009, "")).hasAtLeastOneElementOfType(News.Unreadable.class);

        assertThat(replica.wakeAt()).isEqualTo(Instant.MAX);
    }

    @Test
    void aForbiddenHandshakeIsForGoodToo() {
        replica.tick(now);

        List<News> news =
                lose(1002, "the server refuses the handshake, status code received: 403 Forbidden");

        assertThat(news).hasAtLeastOneElementOfType(News.Forbidden.class);
        assertThat(replica.wakeAt()).isEqualTo(Instant.MAX);
    }
}
