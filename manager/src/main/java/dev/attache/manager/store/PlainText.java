package dev.attache.manager.store;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** Text as Postgres takes it: no NUL, no half of a surrogate pair, no more than fits. */
final class PlainText {
    private PlainText() {}

    static @Nullable String of(@Nullable String text) {
        return text == null ? null : clean(text);
    }

    static String clean(String text) {
        // Through bytes and back: what is not well formed becomes a question mark.
        String wellFormed =
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return wellFormed.replace("\u0000", "");
    }

    static String first(String text, int codePoints) {
        String clean = clean(text);
        return clean.codePointCount(0, clean.length()) <= codePoints
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, codePoints));
    }

    /** The end of it, which tells most: the last bytes, from the start of a character on. */
    static String lastBytes(String text, int most) {
        byte[] bytes = clean(text).getBytes(StandardCharsets.UTF_8);
        int from = Math.max(0, bytes.length - most);
        while (from < bytes.length && (bytes[from] & 0xC0) == 0x80) {
            from++;
        }
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    }
}
