package dev.attache.worker.session;

import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.Run;
import dev.attache.worker.marks.GeoMark;
import dev.attache.worker.marks.Marked;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A story told second by second around the unchanged loop: one person, one paragraph most of the
 * time. Answers of the model take up to 20 s, so a minute between two acts is quiet in between.
 */
final class Scene implements AutoCloseable {
    private static final int KILLED = 137;

    final World world = new World(1);
    private Map<String, Object> takenAway = Map.of();

    Scene at(int second, Runnable act) {
        world.in(Duration.ofSeconds(second), act);
        return this;
    }

    /** Plays the story; the worker is started again whenever it was killed or has left. */
    Scene playUntil(int second) throws InterruptedException {
        boolean[] over = {false};
        at(
                second,
                () -> {
                    over[0] = true;
                    world.put(new Fact.Terminated());
                });
        while (true) {
            int code = world.live();
            if (code != KILLED && over[0]) {
                return this;
            }
        }
    }

    /** Before anything else of that second but what was told earlier. */
    Scene killAt(int second) {
        world.killIn(Duration.ofSeconds(second));
        return this;
    }

    void release() {
        world.put(new Fact.Told(new ToWorker.Release()));
    }

    void paragraph(String text) {
        block("paragraph", text);
    }

    void block(String name, String text) {
        List<Block> blocks = world.server.snapshot().blocks();
        Optional<Block> last = blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.getLast());
        edit(new Edit.InsertBlock(last.map(Block::id), name, Map.of(), text));
    }

    /** Into the first paragraph, as plain text. */
    void insert(int at, String text) {
        edit(new Edit.InsertText(first().id(), at, text, Map.of()));
    }

    /** Right behind a marked name, as an editor does: the mark goes on. */
    void growBehind(String name, String more) {
        Run run = run(name);
        edit(new Edit.InsertText(first().id(), run.end(), more, run.attributes()));
    }

    void delete(String part) {
        int start = first().text().indexOf(part);
        edit(new Edit.DeleteText(first().id(), start, start + part.length()));
    }

    void deleteParagraph() {
        edit(new Edit.DeleteBlock(first().id()));
    }

    void unmark(String name) {
        Run run = run(name);
        takenAway = new HashMap<>(run.attributes());
        edit(
                new Edit.Format(
                        first().id(),
                        run.start(),
                        run.end(),
                        Collections.singletonMap(GeoMark.NAME, null)));
    }

    /** As the undo of an editor brings it back: the same mark, with the same id. */
    void undoUnmark(String name) {
        int start = first().text().indexOf(name);
        edit(new Edit.Format(first().id(), start, start + name.length(), takenAway));
    }

    private Run run(String name) {
        Block block = first();
        return block.runs().stream()
                .filter(run -> block.text().substring(run.start(), run.end()).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not marked: " + block));
    }

    private Block first() {
        return world.server.snapshot().blocks().getFirst();
    }

    private void edit(Edit edit) {
        if (!world.server.edit("person", List.of(edit)).allDone()) {
            throw new AssertionError("the story does not fit the document: " + edit);
        }
    }

    /** What stands under each mark of the document. */
    List<String> marked() {
        return world.server.snapshot().blocks().stream()
                .flatMap(
                        block ->
                                Marked.in(block).stream()
                                        .map(m -> block.text().substring(m.start(), m.end())))
                .toList();
    }

    List<String> ids() {
        return world.server.snapshot().blocks().stream()
                .flatMap(block -> Marked.in(block).stream().map(Marked::geoId))
                .toList();
    }

    @Override
    public void close() {
        world.server.close();
    }
}
