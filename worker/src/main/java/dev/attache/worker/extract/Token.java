package dev.attache.worker.extract;

/**
 * A word of the text at [start, end); {@code word} is it in lower case without a possessive's
 * ending.
 */
record Token(
        int start,
        int end,
        String text,
        String word,
        Shape shape,
        boolean possessive,
        boolean opensSentence) {

    enum Shape {
        SMALL,
        CAPITAL,
        UPPER,
        NUMBER,
        CASELESS
    }

    boolean isCapital() {
        return shape == Shape.CAPITAL || shape == Shape.UPPER;
    }
}
