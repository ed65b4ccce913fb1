package dev.attache.manager.sim;

import dev.attache.manager.fleet.Policy;

import java.time.Duration;
import java.util.Random;

/** The dice of one world, and how unkind it is. */
final class Odds {
    final Random random;
    final double launchFails;
    final double neverReady;
    final double lateReady;
    final double crash;
    final double hang;
    final double ignoresStop;
    final double killFails;
    final double lateExit;
    final double refuses;
    final double loseHint;
    final double loseAnswer;
    final double strays;
    final double slowDeed;
    final boolean canRelease;
    final boolean canSpare;
    final boolean listens;

    /** Faults end when the world becomes quiet. */
    boolean kind;

    Odds(long seed) {
        random = new Random(seed);
        double unkind = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        launchFails = 0.05 * unkind * random.nextDouble();
        neverReady = 0.05 * unkind * random.nextDouble();
        lateReady = 0.1 * unkind * random.nextDouble();
        crash = 0.4 * unkind * random.nextDouble();
        hang = 0.2 * unkind * random.nextDouble();
        ignoresStop = 0.3 * unkind * random.nextDouble();
        killFails = 0.3 * unkind * random.nextDouble();
        lateExit = 0.3 * unkind;
        refuses = 0.5 * random.nextDouble();
        loseHint = 0.5 * unkind;
        loseAnswer = 0.02 * unkind;
        strays = 0.3 * unkind * random.nextDouble();
        slowDeed = 0.0005 * unkind;
        canRelease = random.nextInt(5) > 0;
        canSpare = random.nextInt(4) > 0;
        listens = random.nextBoolean();
    }

    boolean hits(double chance) {
        return random.nextDouble() < chance && !kind;
    }

    boolean chance(double chance) {
        return random.nextDouble() < chance;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    Duration between(long fromMs, long toMs) {
        return Duration.ofMillis(fromMs + random.nextLong(toMs - fromMs + 1));
    }

    /** Numbers at random: with the defaults some wrong decisions could never show. */
    Policy policy() {
        Policy d = Policy.of(1 + upTo(6), upTo(3), 1 + upTo(3));
        return new Policy(
                d.capacity(),
                d.warmSpares(),
                d.launchesAtOnce(),
                new Policy.Eviction(
                        upTo(4) == 0 ? Duration.ZERO : between(1_000, 60_000),
                        between(1_000, 20_000),
                        between(5_000, 90_000)),
                new Policy.Starting(
                        between(3_000, 20_000),
                        between(2_000, 30_000),
                        between(2_000, 30_000),
                        between(60_000, 600_000)),
                new Policy.Pings(between(5_000, 40_000), between(500, 6_000)),
                new Policy.Leaving(
                        between(500, 6_000),
                        between(20_000, 120_000),
                        between(500, 6_000),
                        between(500, 3_000),
                        between(1_000, 6_000)),
                new Policy.BackOff(
                        between(0, 2_000), between(2_000, 20_000), between(10_000, 60_000)),
                new Policy.Quarantine(
                        upTo(3) == 0 ? 0 : 2 + upTo(5),
                        Duration.ofMinutes(10),
                        between(30_000, 120_000),
                        Duration.ofMinutes(10)),
                new Policy.Rest(between(500, 2_000), between(2_000, 20_000)),
                between(5_000, 30_000),
                d.memory());
    }
}
