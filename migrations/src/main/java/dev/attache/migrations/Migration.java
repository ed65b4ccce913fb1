package dev.attache.migrations;

/**
 * One SQL file: its version is the timestamp in front of its name, so that files sort in the order
 * in which they apply.
 */
public record Migration(String version, String name, String sql) {
    /** The file's name without its ending, as people see it. */
    public String file() {
        return version + "_" + name;
    }
}
