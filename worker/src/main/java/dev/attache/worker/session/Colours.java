package dev.attache.worker.session;

import dev.attache.worker.marks.GeoMark;
import dev.attache.worker.marks.Marked;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The same place has the same colour, in this life and in the next. */
final class Colours {
    /** More places than this are not told apart by ten colours either. */
    private static final int MOST = 5_000;

    private final Map<String, Integer> seen = new HashMap<>();

    /** A colour that stands in the document already is kept to. */
    void see(List<Marked> marks) {
        for (Marked mark : marks) {
            if (seen.size() < MOST) {
                mark.colorIndex()
                        .filter(index -> index >= 0 && index < GeoMark.COLORS)
                        .ifPresent(index -> seen.putIfAbsent(mark.placeName(), index));
            }
        }
    }

    int of(String placeName) {
        return seen.getOrDefault(placeName, Math.floorMod(Prints.of(placeName), GeoMark.COLORS));
    }
}
