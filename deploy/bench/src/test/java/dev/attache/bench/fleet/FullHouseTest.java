package dev.attache.bench.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FullHouseTest {
    private static final int WORKERS = 20;

    /** Otherwise the figure would be one of an empty house. */
    @Test
    void everySlotStaysTakenWhoeverComesAndLeaves() {
        FullHouse house = new FullHouse(2_000, WORKERS);
        assertThat(house.attached()).isEqualTo(WORKERS);

        for (int i = 0; i < 60_000; i++) {
            house.nextEvent();
            if (house.attached() != WORKERS) {
                throw new AssertionError(house.attached() + " workers after event " + i);
            }
        }

        assertThat(house.attaches())
                .as("half of them are swapped once nobody has typed there for 30 s")
                .isGreaterThan(WORKERS + WORKERS / 2);
    }

    @Test
    void theSameEventsComeInEachRun() {
        FullHouse one = new FullHouse(500, WORKERS);
        FullHouse other = new FullHouse(500, WORKERS);

        for (int i = 0; i < 5_000; i++) {
            assertThat(one.nextEvent()).isEqualTo(other.nextEvent());
        }
    }
}
