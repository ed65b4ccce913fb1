package dev.attache.manager.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FleetSimulationTest {
    private static final long FIRST = Long.getLong("attache.seed", 1);
    private static final int WORLDS = Boolean.getBoolean("attache.full") ? 10_000 : 1_000;

    @Test
    void holdsInEveryWorld() {
        long events = 0;
        long launches = 0;
        for (long seed = FIRST; seed < FIRST + WORLDS; seed++) {
            Simulation.Course course = Simulation.run(seed);
            events += course.events();
            launches += course.launches();
        }

        assertThat(events).isGreaterThan(100L * WORLDS);
        assertThat(launches).isGreaterThan(5L * WORLDS);
        System.out.printf("%d worlds, %d events, %d launches%n", WORLDS, events, launches);
    }

    @Test
    void theSameSeedIsTheSameWorld() {
        assertThat(Simulation.run(7)).isEqualTo(Simulation.run(7));
    }
}
