package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.Run;
import dev.attache.worker.marks.GeoMark;
import dev.attache.worker.marks.Marked;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Somebody who types, deletes, splits, formats and changes their mind, straight into the server.
 */
final class Person {
    private static final List<String> PHRASES =
            List.of(
                    "We saw Paris. ",
                    "From Berlin to New York! ",
                    "Oslo is cold. ",
                    "and ",
                    "x",
                    "東京に行った。",
                    "Paris, Paris and Oslo? ",
                    "ian",
                    " ",
                    ". ",
                    "3.5 km. ",
                    "😀");

    private final World world;
    private final Random random;
    boolean removesMarks;
    boolean marksByHand;

    /** Each sentence has a word of its own: one that is typed anew can be told from the old one. */
    boolean neverTwice;

    int removed;
    private int typed;

    Person(World world) {
        this.world = world;
        this.random = world.random;
    }

    void act() {
        List<Block> blocks = world.server.snapshot().blocks();
        if (blocks.isEmpty() || (blocks.size() < 6 && random.nextInt(12) == 0)) {
            Optional<dev.attache.worker.crdt.NodeId> after =
                    blocks.isEmpty() ? Optional.empty() : Optional.of(any(blocks).id());
            edit(new Edit.InsertBlock(after, "paragraph", Map.of(), phrase()));
            return;
        }
        Block block = any(blocks);
        int length = block.text().length();
        int at = edge(block.text(), random.nextInt(length + 1));
        int end = edge(block.text(), Math.min(length, at + 1 + random.nextInt(8)));
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> edit(new Edit.InsertText(block.id(), length, phrase(), Map.of()));
            case 3, 4 -> edit(new Edit.InsertText(block.id(), at, phrase(), Map.of()));
            case 5, 6 -> edit(new Edit.InsertText(block.id(), at, phrase(), inherited(block, at)));
            case 7, 8 -> {
                if (at < end) {
                    edit(new Edit.DeleteText(block.id(), at, end));
                }
            }
            case 9 -> split(block, at);
            case 10 -> {
                if (at < end) {
                    edit(new Edit.Format(block.id(), at, end, Map.of("bold", Map.of())));
                }
            }
            case 11 -> {
                if (blocks.size() > 3) {
                    edit(new Edit.DeleteBlock(block.id()));
                }
            }
            case 12 -> unmark(block);
            default -> byHand(block, at, end);
        }
    }

    /** Somewhere, as an input method does between the first key and the chosen character. */
    void compose() {
        List<Block> blocks = world.server.snapshot().blocks();
        if (!blocks.isEmpty()) {
            world.composeIn(any(blocks).id());
        }
    }

    void endComposing() {
        world.composing = Optional.empty();
        world.composedBlock = Optional.empty();
        world.peopleChanged();
    }

    /**
     * As an editor does it: the rest is taken out and put into a new block, with its formatting.
     */
    private void split(Block block, int at) {
        String rest = block.text().substring(at);
        if (rest.isEmpty()) {
            return;
        }
        world.server.edit(
                "person",
                List.of(
                        new Edit.DeleteText(block.id(), at, block.text().length()),
                        new Edit.InsertBlock(
                                Optional.of(block.id()), "paragraph", Map.of(), rest)));
        List<Block> blocks = world.server.snapshot().blocks();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i).id().equals(block.id())) {
                Block fresh = blocks.get(i + 1);
                List<Edit> formats =
                        block.runs().stream()
                                .filter(run -> run.end() > at)
                                .<Edit>map(
                                        run ->
                                                new Edit.Format(
                                                        fresh.id(),
                                                        Math.max(0, run.start() - at),
                                                        run.end() - at,
                                                        run.attributes()))
                                .toList();
                world.server.edit("person", formats);
            }
        }
    }

    private void unmark(Block block) {
        List<Marked> marks = Marked.in(block).stream().filter(Marked::ours).toList();
        if (removesMarks && !marks.isEmpty()) {
            Marked mark = marks.get(random.nextInt(marks.size()));
            edit(
                    new Edit.Format(
                            block.id(),
                            mark.start(),
                            mark.end(),
                            Collections.singletonMap(GeoMark.NAME, null)));
            removed++;
        }
    }

    private void byHand(Block block, int at, int end) {
        if (marksByHand && at < end) {
            Map<String, Object> mark =
                    Map.of("geoId", "geo-hand" + at, "placeName", "here", "coordSource", "manual");
            edit(new Edit.Format(block.id(), at, end, Map.of(GeoMark.NAME, mark)));
        }
    }

    private void edit(Edit edit) {
        world.server.edit("person", List.of(edit));
    }

    private static Map<String, Object> inherited(Block block, int at) {
        for (Run run : block.runs()) {
            if (run.start() < at && at <= run.end()) {
                return new HashMap<>(run.attributes());
            }
        }
        return Map.of();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String phrase() {
        String phrase = any(PHRASES);
        return neverTwice ? phrase.replaceFirst("([.!?。])", " w" + ++typed + "$1") : phrase;
    }

    private static int edge(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at + 1
                : at;
    }
}
