package dev.attache.manager.sim;

/** One wrong line of the fleet. */
record Mutant(String name, String file, String right, String wrong) {
    @Override
    public String toString() {
        return name;
    }
}
