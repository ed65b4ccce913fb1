package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.store.ManagerTable.Seen;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

final class ManagerWatchTest {
    private static final UUID INSTANCE = UUID.randomUUID();

    private final ManagerWatch watch = new ManagerWatch();
    private Instant now = Instant.EPOCH;

    @Test
    void oneWhoseCounterStandsStillThrough20SecondsOfReadsIsDead() {
        assertThat(reads(10, 5)).isEmpty();

        assertThat(reads(1, 5)).containsExactly(seen(5));
    }

    @Test
    void oneThatBeatsIsAlive() {
        for (int beat = 1; beat <= 60; beat++) {
            assertThat(reads(1, beat)).isEmpty();
        }
    }

    @Test
    void itLivesAgainAtItsNextBeat() {
        reads(11, 5);

        assertThat(reads(1, 6)).isEmpty();
    }

    @Test
    void aFailedReadBeginsTheWatchAnew() {
        reads(11, 5);
        watch.failed();

        assertThat(reads(10, 5)).isEmpty();
        assertThat(reads(1, 5)).hasSize(1);
    }

    @Test
    void aSleepOfOurOwnBeginsTheWatchAnew() {
        reads(5, 5);
        now = now.plus(Duration.ofHours(1));

        assertThat(reads(10, 5)).isEmpty();
        assertThat(reads(1, 5)).hasSize(1);
    }

    @Test
    void aRestartedManagerIsAnotherOne() {
        reads(11, 5);

        assertThat(watch.read(List.of(new Seen("m2", UUID.randomUUID(), "h", 1, 5)), now))
                .isEmpty();
    }

    private Set<Seen> reads(int times, long heartbeat) {
        Set<Seen> dead = Set.of();
        for (int i = 0; i < times; i++) {
            dead = watch.read(List.of(seen(heartbeat)), now);
            now = now.plus(Heartbeat.EVERY);
        }
        return dead;
    }

    private static Seen seen(long heartbeat) {
        return new Seen("m2", INSTANCE, "h", 1, heartbeat);
    }
}
