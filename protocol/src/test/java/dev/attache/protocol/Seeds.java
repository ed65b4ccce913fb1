package dev.attache.protocol;

import java.util.Random;

/** Repeats a check with one seed after the other; a failure names its seed. */
final class Seeds {
    static final boolean FULL = Boolean.getBoolean("attache.full");

    private Seeds() {}

    interface Check {
        void with(Random random) throws Exception;
    }

    static void each(int ordinary, int full, Check check) {
        int count = FULL ? full : ordinary;
        for (long seed = 1; seed <= count; seed++) {
            try {
                check.with(new Random(seed));
            } catch (Throwable fault) {
                throw new AssertionError("seed " + seed + ": " + fault.getMessage(), fault);
            }
        }
    }
}
