package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.ToWorker;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** When the manager hears of trouble with the document's server. */
class SessionTroubleTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Session books = new Session();

    @BeforeEach
    void attached() {
        books.observe(
                new Fact.Told(
                        new ToWorker.Attach(
                                new DocumentId("d"), "a", 1, 1, "ws://x/d", "", Map.of(), null)),
                START);
        books.joined(START);
    }

    @Test
    void aServerThatIsNeverReachedIsComplainedOf() {
        lost(4);
        assertThat(failures()).isEmpty();

        lost(6);

        assertThat(failures()).containsExactly(Cause.SERVER);
    }

    @Test
    void aServerThatGoesAwayIsComplainedOfFiveSecondsLaterThoughAttemptsFailInBetween() {
        synced(1);
        lost(100);
        lost(103);
        assertThat(failures()).isEmpty();

        lost(106);

        assertThat(failures()).containsExactly(Cause.SERVER);
    }

    @Test
    void aServerThatCameBackAndGoesAgainIsComplainedOfAgainWithinTheMinute() {
        lost(6);
        synced(7);
        lost(10);

        lost(16);

        assertThat(failures()).containsExactly(Cause.SERVER, Cause.SERVER);
    }

    @Test
    void whatCouldNotBeUsedIsTold() {
        books.contact.refused("not an update: a struct is empty", START);

        assertThat(failures()).containsExactly(Cause.DOCUMENT);
    }

    private void lost(int second) {
        books.contact.disconnected(1006, "", START.plusSeconds(second));
    }

    private void synced(int second) {
        books.synced(List.of(), START.plusSeconds(second));
    }

    private List<Cause> failures() {
        return books.voice.urgent().stream()
                .filter(Action.Say.class::isInstance)
                .map(action -> ((Action.Say) action).message())
                .filter(FromWorker.Failure.class::isInstance)
                .map(message -> ((FromWorker.Failure) message).cause())
                .toList();
    }
}
