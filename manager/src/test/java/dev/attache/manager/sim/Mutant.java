package dev.attache.manager.sim;

/**
 * One wrong line of the fleet, and a world in which it showed when last looked for: tried first.
 */
record Mutant(String name, String file, String right, String wrong, long likelySeed) {
    Mutant(String name, String file, String right, String wrong) {
        this(name, file, right, wrong, 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
