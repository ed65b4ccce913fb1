package dev.attache.worker.extract;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** How a name becomes a key of the gazetteer; keys.py of its script does the same. */
final class Key {

    private static final String DROPPED = "'’‘ʻʼ`´.";

    private Key() {}

    /**
     * Lower case, without accents, apostrophes and full stops; anything else that is no letter is
     * one space.
     */
    static String of(CharSequence name) {
        StringBuilder out = new StringBuilder(name.length());
        boolean gap = false;
        String folded = fold(name.toString().toLowerCase(Locale.ROOT));
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (DROPPED.indexOf(c) >= 0 || Character.getType(c) == Character.NON_SPACING_MARK) {
                continue;
            }
            if (!isKept(c)) {
                gap = true;
                continue;
            }
            if (gap && !out.isEmpty()) {
                out.append(' ');
            }
            gap = false;
            replace(c, out);
        }
        return out.toString();
    }

    private static String fold(String small) {
        for (int i = 0; i < small.length(); i++) {
            if (small.charAt(i) >= 0x80) {
                return Normalizer.normalize(small, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
            }
        }
        return small;
    }

    private static boolean isKept(int c) {
        return Character.isLetterOrDigit(c)
                || switch (Character.getType(c)) {
                    case Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER,
                            Character.COMBINING_SPACING_MARK ->
                            true;
                    default -> false;
                };
    }

    private static void replace(int c, StringBuilder out) {
        switch (c) {
            case 'ß' -> out.append("ss");
            case 'ø' -> out.append('o');
            case 'ł' -> out.append('l');
            case 'đ', 'ð' -> out.append('d');
            case 'æ' -> out.append("ae");
            case 'œ' -> out.append("oe");
            case 'ı' -> out.append('i');
            case 'þ' -> out.append("th");
            default -> out.appendCodePoint(c);
        }
    }

    /** FNV-1a of 64 bits over UTF-8, stirred, because its upper half picks the slot. */
    static long digest(String key) {
        long value = 0xCBF29CE484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            value = (value ^ (b & 0xFF)) * 0x100000001B3L;
        }
        value ^= value >>> 32;
        value *= 0xD6E8FEB86659FD93L;
        return value ^ (value >>> 32);
    }
}
