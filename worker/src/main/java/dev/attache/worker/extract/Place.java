package dev.attache.worker.extract;

import java.util.List;

/**
 * One mention of a place: what the text says, at [start, end) of the sentence in UTF-16 units, and
 * what it means.
 */
public record Place(
        String name,
        int start,
        int end,
        Meaning meaning,
        double confidence,
        CoordSource source,
        List<Meaning> candidates) {

    /** {@code candidates} are the other places of that name, the likeliest first. */
    public Place {
        if (start < 0 || end - start != name.length()) {
            throw new IllegalArgumentException(
                    "the name does not fill [" + start + ", " + end + ")");
        }
        candidates = List.copyOf(candidates);
    }
}
