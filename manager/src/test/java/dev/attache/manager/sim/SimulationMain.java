package dev.attache.manager.sim;

/** `SimulationMain FIRST COUNT`: runs worlds; with COUNT 0 tells the story of one. */
public final class SimulationMain {
    private SimulationMain() {}

    public static void main(String[] args) {
        long first = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        if (count == 0) {
            System.out.println(Simulation.run(first, true));
            return;
        }
        for (long seed = first; seed < first + count; seed++) {
            Simulation.run(seed);
        }
        System.out.println(count + " worlds held, from seed " + first);
    }
}
