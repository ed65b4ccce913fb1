package dev.attache.manager.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

final class ReadTimesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final ReadTimes times = new ReadTimes(ActivityFeed.Timing.STANDARD);

    @Test
    void readsAtOnceAtTheStart() {
        assertThat(times.next()).isBefore(NOW);
    }

    @Test
    void readsAgainAPeriodAfterTheLastReadBegan() {
        read(NOW, Duration.ofMillis(300));

        assertThat(times.next()).isEqualTo(NOW.plusSeconds(15));
    }

    @Test
    void aHintBringsTheNextReadForwardButNotWithoutARest() {
        read(NOW, Duration.ofMillis(300));

        times.hinted();

        assertThat(times.next()).isEqualTo(NOW.plusMillis(300 + 1_200));
    }

    /** A read that took a minute would else be followed by four without one. */
    @Test
    void theRestIsNeverLongerThanThePeriod() {
        read(NOW, Duration.ofMinutes(1));

        times.hinted();

        assertThat(times.next()).isEqualTo(NOW.plusSeconds(60 + 15));
    }

    @Test
    void aHintDuringAReadMakesOneMore() {
        times.began();
        times.hinted();
        times.read(NOW, NOW.plusMillis(10));

        assertThat(times.next()).isEqualTo(NOW.plusMillis(110));
    }

    @Test
    void failuresWaitTwiceAsLongUpToThePeriod() {
        times.began();
        times.failed(NOW, 1);
        assertThat(times.next()).isEqualTo(NOW.plusSeconds(1));

        times.began();
        times.failed(NOW, 20);
        assertThat(times.next()).isEqualTo(NOW.plusSeconds(15));
    }

    private void read(Instant began, Duration took) {
        times.began();
        times.read(began, began.plus(took));
    }
}
