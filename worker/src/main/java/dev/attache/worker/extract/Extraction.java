package dev.attache.worker.extract;

import java.util.List;
import java.util.Optional;

/** What was found in each passage, in the passages' order, and what it cost. */
public record Extraction(List<List<Place>> places, Usage usage, Optional<Shortfall> shortfall) {

    public Extraction {
        places = places.stream().map(List::copyOf).toList();
    }

    public static Extraction of(List<List<Place>> places) {
        return new Extraction(places, Usage.NONE, Optional.empty());
    }
}
