package dev.attache.worker.marks;

import java.util.Map;
import java.util.Optional;

/** The one mark that an agent writes: which place a stretch of text names. */
public record GeoMark(
        String geoId,
        String placeName,
        double latitude,
        double longitude,
        int colorIndex,
        String coordSource) {
    /**
     * An editor that does not know a mark's name deletes the text: no other name is ever written.
     */
    public static final String NAME = "geoMark";

    public static final int COLORS = 10;

    public GeoMark {
        if (colorIndex < 0 || colorIndex >= COLORS) {
            throw new IllegalArgumentException("a colour index is from 0 to 9: " + colorIndex);
        }
    }

    /** The id of the mark that these attributes set, if they set one. */
    public static Optional<String> idOf(Map<String, ?> attributes) {
        return attributes.get(NAME) instanceof Map<?, ?> mark
                        && mark.get("geoId") instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }

    GeoMark withId(String id) {
        return new GeoMark(id, placeName, latitude, longitude, colorIndex, coordSource);
    }

    /** Numbers stay numbers: the page does arithmetic with them. */
    public Map<String, Object> attributes() {
        return Map.of(
                "geoId", geoId,
                "placeName", placeName,
                "lat", latitude,
                "lng", longitude,
                "colorIndex", colorIndex,
                "coordSource", coordSource);
    }
}
