package dev.attache.manager.launch;

import java.nio.file.Path;

/** A manager that holds its directory until its stdin ends, for the tests of the lock. */
final class StateDirectoryHolder {
    private StateDirectoryHolder() {}

    public static void main(String[] args) throws Exception {
        try (StateDirectory held = StateDirectory.hold(Path.of(args[0]), args[1])) {
            System.out.println(held.stateId());
            while (System.in.read() >= 0) {
                // What is said does not matter, only its end.
            }
        }
    }
}
