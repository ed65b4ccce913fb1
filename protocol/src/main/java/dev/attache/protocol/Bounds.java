package dev.attache.protocol;

import org.jspecify.annotations.Nullable;

/** What every message keeps to, so that the other side never has to refuse it. */
final class Bounds {
    private static final int LONGEST = 2_000;

    private Bounds() {}

    static void notNegative(String name, @Nullable Number value) {
        // Written so that NaN is refused, too.
        if (value != null && !(value.doubleValue() >= 0 && Double.isFinite(value.doubleValue()))) {
            throw new IllegalArgumentException(name + " must be from 0, not " + value);
        }
    }

    /** An explanation may quote a whole answer of a model: its beginning is enough. */
    static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean inPair = Character.isHighSurrogate(text.charAt(LONGEST - 2));
        return text.substring(0, inPair ? LONGEST - 2 : LONGEST - 1) + "…";
    }
}
