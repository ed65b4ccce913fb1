package dev.attache.worker.session;

import java.util.Locale;

/** Fingerprints of 32 bits: enough to know a sentence again, and nothing that can be read back. */
final class Prints {
    private Prints() {}

    /** Mixed well, because {@link String#hashCode} gives like sentences like numbers. */
    static int of(CharSequence text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32);
    }

    /** A name is the same in capitals. */
    static int ofName(String name) {
        return of(name.toLowerCase(Locale.ROOT));
    }
}
