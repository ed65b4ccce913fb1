package dev.attache.manager.sim;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.WatchedFleet;
import dev.attache.manager.loop.Loop;

import java.time.Duration;
import java.time.Instant;

/** One world from its first event to its last exit. */
public final class Simulation {
    private static final Duration UNREST = Duration.ofMinutes(20);
    private static final Duration QUIET = Duration.ofMinutes(20);
    private static final Duration DRAIN = Duration.ofMinutes(3);

    private Simulation() {}

    /** How much happened. */
    public record Course(long events, long launches) {}

    /** Throws a sentence with the seed and how to replay it. */
    public static Course run(long seed) {
        return run(seed, false);
    }

    /** What the invariants see by themselves. */
    public static Course runWithoutOracle(long seed) {
        World world = new World(seed, false);
        return run(seed, world, new Fleet(world.policy));
    }

    static Course run(long seed, boolean telling) {
        World world = new World(seed, telling);
        return run(seed, world, new WatchedFleet(world.policy));
    }

    private static Course run(long seed, World world, Fleet fleet) {
        try {
            live(world, fleet);
            return new Course(world.events, world.launches);
        } catch (RuntimeException e) {
            String sentence =
                    "seed %d, at %s: %s%nreplay: mvn -pl manager -am test -Dtest=FleetSimulationTest -Dattache.seed=%d%n%s"
                            .formatted(
                                    seed,
                                    world.time.instant(),
                                    e.getMessage(),
                                    seed,
                                    world.story());
            throw new AssertionError(sentence, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("nobody interrupts a simulation", e);
        }
    }

    private static void live(World world, Fleet fleet) throws InterruptedException {
        Scenario scenario = new Scenario(world);
        Instant start = world.time.instant();
        scenario.begin();
        world.time.in(UNREST, scenario::becomeQuiet);
        world.time.in(
                UNREST.plus(QUIET),
                () -> {
                    world.checks.settled();
                    world.put(new Event.DrainRequested());
                });
        world.time.in(
                UNREST.plus(QUIET).plus(DRAIN),
                () -> {
                    throw new Broken("still not drained; alive: " + world.alive());
                });
        new Loop(fleet, world, world, world.time, world).run();
        Broken.unless(
                Duration.between(start, world.time.instant()).compareTo(UNREST) > 0,
                "drained before it was asked to");
        Broken.unless(world.alive() == 0, world.alive() + " processes are left after the drain");
    }
}
