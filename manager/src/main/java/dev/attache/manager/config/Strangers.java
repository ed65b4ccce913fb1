package dev.attache.manager.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that nobody reads but somebody probably meant: everything that begins with `ATTACHE_`, and
 * what is a slip of the finger away from a known name. The rest of the environment is not ours.
 */
final class Strangers {
    private static final String OURS = "ATTACHE_";

    /** Read by the launcher script, by tests, by the document server, or by workers. */
    private static final Set<String> READ_ELSEWHERE =
            Set.of(
                    "ATTACHE_JAVA_HOME",
                    "ATTACHE_STATE_ID",
                    "ATTACHE_FULL",
                    "ATTACHE_BROWSER",
                    "ATTACHE_DEV_STATE",
                    "ATTACHE_DEV_PAGE");

    private static final int LONG_NAME = 12;

    private Strangers() {}

    static List<String> among(Iterable<String> names, Collection<String> known) {
        List<String> sentences = new ArrayList<>();
        for (String name : names) {
            if (known.contains(name) || READ_ELSEWHERE.contains(name)) {
                continue;
            }
            String meant = nearest(name, known);
            if (!meant.isEmpty()) {
                sentences.add("%s is not known; did you mean %s?".formatted(name, meant));
            } else if (name.startsWith(OURS)) {
                sentences.add("%s is not known; `attache config` lists what is.".formatted(name));
            }
        }
        sentences.sort(null);
        return sentences;
    }

    private static String nearest(String name, Collection<String> known) {
        for (String candidate : known) {
            int slips = candidate.length() >= LONG_NAME ? 2 : 1;
            if (distance(name.toUpperCase(Locale.ROOT), candidate, slips) <= slips) {
                return candidate;
            }
        }
        return "";
    }

    /** Letters added, left out, changed, or two swapped; anything above `most` is just more. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] =
                        Math.min(
                                Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1),
                                d[i - 1][j - 1] + changed);
                boolean swapped =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
