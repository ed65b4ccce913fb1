package dev.attache.worker.extract;

import java.util.Locale;

/** Where a coordinate comes from; the mark carries the word. */
public enum CoordSource {
    GAZETTEER,
    MODEL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
