package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingsTest {
    private final Readings readings = new Readings();

    @Test
    void eachReadingCounts() {
        readings.add(7);
        readings.add(7);

        assertThat(readings.count(7)).isEqualTo(2);
        assertThat(readings.count(8)).isZero();
    }

    @Test
    void whatLeavesTheDocumentIsForgotten() {
        readings.add(7);
        readings.add(7);

        assertThat(readings.limit(7, 2)).isFalse();
        assertThat(readings.limit(7, 1)).isTrue();
        assertThat(readings.count(7)).isEqualTo(1);
        assertThat(readings.limit(7, 0)).isTrue();
        assertThat(readings.count(7)).isZero();
        assertThat(readings.newest(10)).isEmpty();
    }

    @Test
    void aWorkerThatComesForgetsWhatWentMeanwhile() {
        readings.add(7);
        readings.add(8);
        readings.add(8);
        IntBag present = new IntBag();
        present.add(8);

        readings.limit(present);

        assertThat(readings.newest(10)).containsExactly(8);
    }

    @Test
    void whereThereIsNoRoomTheOldestGo() {
        for (int print = 1; print <= 5; print++) {
            readings.add(print);
        }
        readings.add(1);

        assertThat(readings.newest(3)).containsExactly(3, 4, 5);
        assertThat(readings.newest(6)).containsExactly(1, 1, 2, 3, 4, 5);
        assertThat(readings.newest(0)).isEmpty();
    }

    @Test
    void isBoundedAndForgetsTheOldest() {
        for (int print = 0; print <= 100_000; print++) {
            readings.add(print);
        }

        assertThat(readings.count(0)).isZero();
        assertThat(readings.count(1)).isEqualTo(1);
        assertThat(readings.count(100_000)).isEqualTo(1);
    }
}
