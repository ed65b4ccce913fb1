package dev.attache.manager.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class MetricsBufferTest {
    private static final DocumentId D = new DocumentId("d");

    private final SettableClock clock = new SettableClock();
    private final List<Long> callsTold = new ArrayList<>();
    private final MetricsBuffer buffer =
            new MetricsBuffer(1_000, clock, (_, calls, _, _) -> callsTold.add(calls));

    @Test
    void whenItIsFullTheOldestGoAndAreCountedAndUsageIsExact() {
        for (int i = 1; i <= 3_000; i++) {
            buffer.offer(new Life(D, 7, 1), metrics(i));
        }

        var batch = buffer.takeNow();

        assertThat(buffer.dropped()).isEqualTo(2_000);
        assertThat(batch.samples()).hasSize(MetricsBuffer.BATCH);
        assertThat(batch.samples().getFirst().metrics().llmCalls()).isEqualTo(2_001);
        assertThat(batch.usage())
                .containsExactly(new UsageDelta(D, 3_000, 30_000, 3_000, Duration.ZERO));
        assertThat(callsTold).hasSize(3_000).containsOnly(1L);
    }

    @Test
    void aNewLifeCountsFromZeroAndABackwardCountTakesNothingBack() {
        buffer.offer(new Life(D, 7, 1), metrics(10));
        buffer.offer(new Life(D, 7, 2), metrics(4));
        buffer.offer(new Life(D, 7, 2), metrics(1));
        buffer.offer(new Life(D, 7, 2), metrics(5));

        assertThat(buffer.takeNow().usage().getFirst().calls()).isEqualTo(15);
    }

    @Test
    void whatCouldNotBeWrittenWaitsWithItsAge() {
        buffer.offer(new Life(D, 7, 1), metrics(1));
        clock.pass(Duration.ofSeconds(30));
        var failed = buffer.takeNow();
        clock.pass(Duration.ofSeconds(30));
        buffer.offer(new Life(D, 7, 1), metrics(2));
        buffer.putBack(failed);

        var batch = buffer.takeNow();

        assertThat(batch.samples())
                .extracting(Sample::age)
                .containsExactly(Duration.ofMinutes(1), Duration.ZERO);
        assertThat(batch.usage()).extracting(UsageDelta::calls).containsExactlyInAnyOrder(1L, 1L);
    }

    @Test
    void usageThatWaitsOverMidnightKeepsItsHour() {
        buffer.offer(new Life(D, 7, 1), metrics(1));
        clock.pass(Duration.ofHours(1));
        buffer.offer(new Life(D, 7, 1), metrics(3));

        assertThat(buffer.takeNow().usage())
                .containsExactly(
                        new UsageDelta(D, 1, 10, 1, Duration.ofHours(1)),
                        new UsageDelta(D, 2, 20, 2, Duration.ZERO));
    }

    private static FromWorker.Metrics metrics(long calls) {
        return new FromWorker.Metrics(80, 1.5, 4, null, calls, calls * 10, calls, 2);
    }
}
