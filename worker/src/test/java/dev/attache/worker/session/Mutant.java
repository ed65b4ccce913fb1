package dev.attache.worker.session;

/**
 * A wrong change of one line.
 *
 * @param file beside this package's sources
 * @param caughtBy the test class that must fail with it
 */
record Mutant(String says, String file, String right, String wrong, Class<?> caughtBy) {
    @Override
    public String toString() {
        return says;
    }
}
