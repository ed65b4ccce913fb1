package dev.attache.worker.marks;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stretch of a block under one mark, across formatting runs.
 *
 * @param name the text that the mark was put on, as far as this worker knows
 * @param ours whether an agent put it there; everybody else's is out of bounds
 */
public record Marked(
        int start,
        int end,
        String geoId,
        String placeName,
        Optional<Integer> colorIndex,
        boolean ours,
        String name) {

    /** With `excludes: ''` an editor adds this and a hash to the mark's name. */
    private static final String VARIANT = GeoMark.NAME + "--";

    /** Every marked stretch of the block, in order. */
    public static List<Marked> in(Block block) {
        List<Marked> found = new ArrayList<>();
        for (Run run : block.runs()) {
            run.attributes()
                    .forEach(
                            (key, value) -> {
                                if (key.equals(GeoMark.NAME) || key.startsWith(VARIANT)) {
                                    add(found, read(block, run, key, value));
                                }
                            });
        }
        return List.copyOf(found);
    }

    private static Marked read(Block block, Run run, String key, Object value) {
        Map<?, ?> attributes = value instanceof Map<?, ?> map ? map : Map.of();
        boolean agents =
                attributes.get("coordSource") instanceof String source
                        && (source.equals("gazetteer") || source.equals("model"));
        return new Marked(
                run.start(),
                run.end(),
                text(attributes, "geoId"),
                text(attributes, "placeName"),
                attributes.get("colorIndex") instanceof Number number
                        ? Optional.of(number.intValue())
                        : Optional.empty(),
                agents && key.equals(GeoMark.NAME),
                block.text().substring(run.start(), run.end()));
    }

    private static String text(Map<?, ?> attributes, String name) {
        return attributes.get(name) instanceof String text ? text : "";
    }

    /** A name with a bold letter in it is still one. */
    private static void add(List<Marked> found, Marked next) {
        if (!found.isEmpty()) {
            Marked last = found.getLast();
            if (last.end == next.start && last.ours == next.ours && last.geoId.equals(next.geoId)) {
                found.set(found.size() - 1, last.until(next));
                return;
            }
        }
        found.add(next);
    }

    private Marked until(Marked next) {
        return new Marked(start, next.end, geoId, placeName, colorIndex, ours, name + next.name);
    }

    /** The same mark, of which is known what it was put on. */
    public Marked named(String earlier) {
        return new Marked(start, end, geoId, placeName, colorIndex, ours, earlier);
    }

    public boolean overlaps(int from, int to) {
        return start < to && from < end;
    }
}
