package dev.attache.worker.marks;

import java.lang.Character.UnicodeScript;

/** Where words end. */
public final class Letters {
    private Letters() {}

    /** Whether [start, end) neither begins nor ends in the middle of a word. */
    public static boolean isWhole(String text, int start, int end) {
        return start >= 0
                && start < end
                && end <= text.length()
                && isEdge(text, start)
                && isEdge(text, end);
    }

    private static boolean isEdge(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        int after = text.codePointAt(at);
        if (isExtension(after) || Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at))) {
            return false;
        }
        int before = text.codePointBefore(at);
        if (isExtension(before)) {
            return !inWord(after) || !isSpaced(after);
        }
        return !(inWord(before) && inWord(after) && isSpaced(before) && isSpaced(after));
    }

    private static boolean inWord(int point) {
        return Character.isLetterOrDigit(point) || point == '_';
    }

    private static boolean isExtension(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /**
     * Scripts that put no space between words, or none between a name and its particle: there any
     * letter may end one.
     */
    private static boolean isSpaced(int point) {
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR, TIBETAN, JAVANESE ->
                    false;
            default -> true;
        };
    }
}
