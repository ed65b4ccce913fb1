package dev.attache.manager.launch;

/**
 * What a worker wrote, fit for a log: without control characters, which a terminal would obey and a
 * second line could be forged with, and no longer than anybody reads.
 */
final class Legible {
    private static final int LONGEST = 500;
    private static final byte INSTEAD = '?';

    private Legible() {}

    static String text(String said) {
        StringBuilder text = new StringBuilder(Math.min(said.length(), LONGEST) + 1);
        said.codePoints()
                .limit(LONGEST)
                .map(c -> Character.isISOControl(c) || isLineEnd(c) ? ' ' : c)
                .forEach(text::appendCodePoint);
        return said.codePointCount(0, said.length()) > LONGEST
                ? text.append('…').toString()
                : text.toString();
    }

    /** A line of UTF-8 as it is, but for its control characters; tabs are none. */
    static byte[] line(byte[] written) {
        byte[] line = written.clone();
        for (int i = 0; i < line.length; i++) {
            int b = line[i] & 0xFF;
            boolean c1 = b >= 0x80 && b < 0xA0 && i > 0 && (written[i - 1] & 0xFF) == 0xC2;
            if (c1) {
                line[i - 1] = INSTEAD;
            }
            if (c1 || b == 0x7F || (b < 0x20 && b != '\t')) {
                line[i] = INSTEAD;
            }
        }
        return line;
    }

    private static boolean isLineEnd(int c) {
        return c == 0x2028 || c == 0x2029;
    }
}
