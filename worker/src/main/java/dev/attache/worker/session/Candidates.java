package dev.attache.worker.session;

import dev.attache.worker.crdt.Edit;
import dev.attache.worker.extract.Meaning;
import dev.attache.worker.extract.Place;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What else a marked name could mean: a map beside the text, by the mark's id, that the page reads.
 */
final class Candidates {
    static final String MAP = "geoCandidates";

    /** More are no help to somebody who chooses. */
    private static final int MOST = 4;

    private Candidates() {}

    /** Nothing where the name means one place only. */
    static Optional<Edit> put(String geoId, Place place) {
        List<Map<String, Object>> others =
                place.candidates().stream()
                        .filter(other -> !other.equals(place.meaning()))
                        .limit(MOST)
                        .map(Candidates::entry)
                        .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Edit.PutEntry(MAP, geoId, others));
    }

    private static Map<String, Object> entry(Meaning other) {
        return Map.of(
                "placeName", other.fullName(),
                "lat", other.latitude(),
                "lng", other.longitude());
    }

    static Edit drop(String geoId) {
        return new Edit.DropEntry(MAP, geoId);
    }
}
