package dev.attache.manager.fleet;

/** One process this manager has started; never used twice, so late news of the dead is harmless. */
public record WorkerId(long serial) implements Comparable<WorkerId> {
    @Override
    public int compareTo(WorkerId other) {
        return Long.compare(serial, other.serial);
    }

    @Override
    public String toString() {
        return "w" + serial;
    }
}
