package dev.attache.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class ScheduleTest {
    private static final int SEEDS = 500;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theSameSeedIsTheSameTrouble() {
        assertThat(Schedule.of(7, MINUTE)).isEqualTo(Schedule.of(7, MINUTE));
    }

    @Test
    void otherSeedsAreOtherTrouble() {
        Set<List<Strike>> all = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            all.add(Schedule.of(seed, MINUTE));
        }
        assertThat(all).hasSize(SEEDS);
    }

    @Test
    void everythingIsUndoneWhenTheTimeIsOver() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(Schedule.of(seed, MINUTE))
                    .isNotEmpty()
                    .allSatisfy(strike -> assertThat(strike.end()).isLessThanOrEqualTo(MINUTE));
        }
    }

    @Test
    void everyKindComesWithinTwoMinutes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Set<Fault> kinds = EnumSet.noneOf(Fault.class);
            Schedule.of(seed, MINUTE.multipliedBy(2)).forEach(strike -> kinds.add(strike.fault()));
            assertThat(kinds).as("seed %d", seed).containsExactly(Fault.values());
        }
    }

    @Test
    void whatIsAwayIsNotBrokenAgain() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<Strike> strikes = Schedule.of(seed, Duration.ofMinutes(10));
            for (Fault.Target target : Fault.Target.values()) {
                if (target != Fault.Target.WORKERS) {
                    assertApart(
                            strikes.stream().filter(s -> s.fault().target() == target).toList());
                }
            }
        }
    }

    private static void assertApart(List<Strike> strikes) {
        for (int i = 1; i < strikes.size(); i++) {
            assertThat(strikes.get(i).at()).isGreaterThanOrEqualTo(strikes.get(i - 1).end());
        }
    }
}
