package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Patience patience = new Patience(0);

    @Test
    void garbageIsToldAtOnceAndThenOnceAMinute() {
        patience.garbage("not JSON");
        assertThat(patience.toTell(0)).isEqualTo("lines=1 first=\"not JSON\"");

        patience.garbage("not UTF-8");
        patience.garbage("not JSON");
        assertThat(patience.toTell(59 * SECOND)).isNull();
        assertThat(patience.toTell(60 * SECOND)).isEqualTo("lines=2 first=\"not UTF-8\"");
        assertThat(patience.toTell(600 * SECOND)).isNull();
    }

    @Test
    void slowGarbageIsBorneForEver() {
        for (int i = 0; i < 100_000; i++) {
            patience.read(10, i * SECOND / 10);
            patience.garbage("not JSON");
        }

        assertThat(patience.lost()).isNull();
    }

    @Test
    void fastGarbageFloodsAndEndlessLinesAreNot() {
        for (int i = 0; i < 1001; i++) {
            patience.garbage("not JSON");
        }
        assertThat(patience.lost()).contains("1000 lines");

        Patience flooded = new Patience(0);
        for (int i = 0; i < 20_001; i++) {
            flooded.line();
        }
        assertThat(flooded.lost()).contains("20000 messages");

        Patience endless = new Patience(0);
        endless.read(17 << 20, 0);
        assertThat(endless.lost()).contains("16 MB");
    }
}
