package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.TextDelta.Step;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.marks.Letters;
import dev.attache.worker.marks.Marked;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every transaction of the agent the moment it is made, before anybody else edits. */
final class Watch {
    private final World world;
    private final Map<NodeId, List<Marked>> before = new HashMap<>();
    int transactions;
    int marks;

    Watch(World world) {
        this.world = world;
    }

    void follow(YDocument agents) {
        before.clear();
        agents.listen(this::changed);
    }

    private void changed(Changes changes) {
        boolean own = changes.origin().equals(MarkWriter.ORIGIN);
        if (own) {
            transactions++;
            require(world.knowsMarks, "wrote for an editor without marks");
            require(
                    changes.touched().stream()
                            .noneMatch(b -> world.composedBlock.equals(Optional.of(b.id()))),
                    "wrote into a composed paragraph");
            changes.deltas().stream()
                    .flatMap(delta -> delta.steps().stream())
                    .forEach(step -> require(step instanceof Step.Keep, "changed the text"));
        }
        for (Block block : changes.touched()) {
            List<Marked> marked = Marked.in(block);
            if (own) {
                List<Marked> old = before.getOrDefault(block.id(), List.of());
                marked.stream().filter(m -> !old.contains(m)).forEach(m -> fresh(m, block));
                require(
                        old.stream().filter(m -> !m.ours()).allMatch(marked::contains),
                        "touched a mark of a person");
            }
            before.put(block.id(), marked);
        }
    }

    private void fresh(Marked mark, Block block) {
        marks++;
        String covered = block.text().substring(mark.start(), mark.end());
        require(PerfectModel.NAMES.contains(covered), "a mark covers more or less than a name");
        require(
                Letters.isWhole(block.text(), mark.start(), mark.end()),
                "a mark covers a part of a word");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new AssertionError(sentence);
        }
    }
}
