package dev.attache.manager.sim;

import java.io.Serial;

/** An invariant that did not hold. */
final class Broken extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Broken(String sentence) {
        super(sentence);
    }

    static void unless(boolean holds, String sentence) {
        if (!holds) {
            throw new Broken(sentence);
        }
    }
}
