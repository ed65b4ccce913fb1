package dev.attache.worker.marks;

import java.util.Optional;
import java.util.OptionalInt;

/** Finds a name of a sentence again after the sentence has been edited. */
public final class Moved {
    private final String before;
    private final String now;
    private final int samePrefix;
    private final int sameSuffix;

    public Moved(String before, String now) {
        this.before = before;
        this.now = now;
        int shorter = Math.min(before.length(), now.length());
        int prefix = 0;
        while (prefix < shorter && before.charAt(prefix) == now.charAt(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter
                && before.charAt(before.length() - 1 - suffix)
                        == now.charAt(now.length() - 1 - suffix)) {
            suffix++;
        }
        this.samePrefix = prefix;
        this.sameSuffix = suffix;
    }

    /** Where the name at [start, end) of the old sentence stands in the new one, if it does. */
    public OptionalInt find(int start, int end) {
        String name = before.substring(start, end);
        int fromEnd = start + now.length() - before.length();
        if (end <= samePrefix && Letters.isWhole(now, start, end)) {
            return OptionalInt.of(start);
        }
        if (before.length() - start <= sameSuffix
                && Letters.isWhole(now, fromEnd, fromEnd + name.length())) {
            return OptionalInt.of(fromEnd);
        }
        return nearest(name, start);
    }

    private OptionalInt nearest(String name, int start) {
        Optional<Integer> best = Optional.empty();
        for (int at = now.indexOf(name); at >= 0; at = now.indexOf(name, at + 1)) {
            boolean closer = best.isEmpty() || Math.abs(at - start) < Math.abs(best.get() - start);
            if (closer && Letters.isWhole(now, at, at + name.length())) {
                best = Optional.of(at);
            }
        }
        return best.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
