package dev.attache.worker.extract;

/**
 * Text whose lines were broken at some width: there a line break is a space, and "New" at the end
 * of one line belongs to "York" on the next. In any other text it ends a headline or a paragraph.
 */
final class Wrapped {

    /** Shorter lines end a paragraph. */
    private static final int SHORTEST = 40;

    /** So many of all breaks must stand in front of a small letter. */
    private static final double SHARE = 0.3;

    private Wrapped() {}

    /** Of the same length, so that every offset stays. */
    static String joined(String text) {
        int breaks = 0;
        int soft = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (isInside(text, at)) {
                breaks++;
                soft += Character.isLowerCase(text.charAt(at + 1)) ? 1 : 0;
            }
        }
        if (breaks == 0 || soft < SHARE * breaks) {
            return text;
        }
        char[] out = text.toCharArray();
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (isInside(text, at) && at - text.lastIndexOf('\n', at - 1) > SHORTEST) {
                out[at] = ' ';
                if (out[at - 1] == '\r') {
                    out[at - 1] = ' ';
                }
            }
        }
        return new String(out);
    }

    /** Neither beside another break nor at an end of the text. */
    private static boolean isInside(String text, int at) {
        if (at == 0 || at + 1 == text.length()) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at + 1);
        return before != '\n' && after != '\n' && after != '\r';
    }
}
