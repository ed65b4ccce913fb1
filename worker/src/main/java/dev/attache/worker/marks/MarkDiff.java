package dev.attache.worker.marks;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wanted minus present: the formatting that makes every wanted name carry exactly one mark, and
 * mends our own marks that have grown or been torn. Marks of people stay as they are, and nothing
 * is put where they overlap.
 */
public final class MarkDiff {
    private final Block block;
    private final List<Edit.Format> edits = new ArrayList<>();
    private final Set<Marked> settled = new HashSet<>();
    private final List<Stretch> done = new ArrayList<>();
    private int fresh;

    private MarkDiff(Block block) {
        this.block = block;
    }

    /** What to do, and how many marks are new. */
    public record Result(List<Edit.Format> edits, int fresh) {}

    /**
     * The difference for one block.
     *
     * @param present the marks of the block, with the names they were put on
     * @param wanted the names found in the sentences that were read
     * @param read those sentences: marks elsewhere are not looked at
     */
    public static Result of(
            Block block, List<Marked> present, List<Wanted> wanted, List<Stretch> read) {
        MarkDiff diff = new MarkDiff(block);
        wanted.forEach(name -> diff.want(name, present));
        present.stream()
                .filter(mark -> mark.ours() && !diff.settled.contains(mark))
                .filter(mark -> read.stream().anyMatch(r -> mark.overlaps(r.start(), r.end())))
                .forEach(diff::mend);
        return new Result(List.copyOf(diff.edits), diff.fresh);
    }

    private void want(Wanted name, List<Marked> present) {
        boolean taken =
                done.stream().anyMatch(d -> d.start() < name.end() && name.start() < d.end());
        List<Marked> here =
                present.stream().filter(m -> m.overlaps(name.start(), name.end())).toList();
        boolean plain = Plain.is(block) || Plain.isWithin(block, name.start(), name.end());
        if (taken || plain || here.stream().anyMatch(mark -> !mark.ours())) {
            return;
        }
        done.add(new Stretch(name.start(), name.end()));
        boolean stands =
                here.size() == 1
                        && here.getFirst().start() == name.start()
                        && here.getFirst().end() == name.end();
        boolean refused = here.isEmpty() && name.refused();
        if (!stands && !refused) {
            // One that has grown over two names is cleared once and set twice.
            here.stream().filter(mark -> !settled.contains(mark)).forEach(this::clear);
            set(name.start(), name.end(), kept(name.mark(), here).attributes());
            fresh += here.isEmpty() ? 1 : 0;
        }
        settled.addAll(here);
    }

    /**
     * A mark that is mended stays the same one: whoever looks at it on the page goes on doing so.
     */
    private GeoMark kept(GeoMark mark, List<Marked> here) {
        return here.stream()
                .filter(old -> !settled.contains(old))
                .filter(old -> old.placeName().equals(mark.placeName()) && !old.geoId().isEmpty())
                .findFirst()
                .map(old -> mark.withId(old.geoId()))
                .orElse(mark);
    }

    /**
     * What it was put on has changed, or is a part of another word now, and was not found in what
     * it covers: it says something wrong.
     */
    private void mend(Marked mark) {
        String text = block.text();
        boolean whole = Letters.isWhole(text, mark.start(), mark.end());
        if (!whole || !text.substring(mark.start(), mark.end()).equals(mark.name())) {
            clear(mark);
        }
    }

    private void clear(Marked mark) {
        edits.add(
                new Edit.Format(
                        block.id(),
                        mark.start(),
                        mark.end(),
                        Collections.singletonMap(GeoMark.NAME, null)));
    }

    private void set(int start, int end, Map<String, ?> attributes) {
        edits.add(new Edit.Format(block.id(), start, end, Map.of(GeoMark.NAME, attributes)));
    }
}
