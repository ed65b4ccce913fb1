package dev.attache.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    private static Figures of(double... values) {
        Figures figures = new Figures();
        for (double value : values) {
            figures.add(value);
        }
        return figures;
    }

    @Test
    void theMedianIsAValueThatWasMeasured() {
        assertThat(of(9, 1, 5).median()).isEqualTo(5);
        assertThat(of(4, 1, 2, 3).median()).isEqualTo(2);
        assertThat(of(7).median()).isEqualTo(7);
    }

    @Test
    void aQuantileIsTheSmallestValueThatSoManyDoNotExceed() {
        Figures hundred = new Figures();
        for (int i = 100; i >= 1; i--) {
            hundred.add(i);
        }

        assertThat(hundred.quantile(0)).isEqualTo(1);
        assertThat(hundred.quantile(0.99)).isEqualTo(99);
        assertThat(hundred.quantile(1)).isEqualTo(100);
        // Of twenty, the 99th percentile is the worst: few measurements hide nothing.
        assertThat(of(1, 2, 3, 40).quantile(0.99)).isEqualTo(40);
    }

    @Test
    void nothingMeasuredIsNoNumber() {
        assertThat(of().median()).isNaN();
        assertThat(of().isEmpty()).isTrue();
    }

    @Test
    void aSpreadTellsTheMedianTheLeastAndTheMost() {
        assertThat(of(3.14, 1, 20).spread()).isEqualTo("3.1 [1.0–20.0]");
    }
}
