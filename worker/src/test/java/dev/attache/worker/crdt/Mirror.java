package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lives on reports alone: they must be enough to know the document. */
final class Mirror {
    private final Map<NodeId, Block> blocks = new HashMap<>();
    private final List<NodeId> order = new ArrayList<>();

    Mirror(YDocument document) {
        document.listen(this::take);
    }

    private void take(Changes changes) {
        changes.touched().forEach(block -> blocks.put(block.id(), block));
        assertThat(order).as("what went had stood").containsAll(changes.removed());
        changes.removed().forEach(blocks::remove);
        order.removeAll(changes.removed());
        for (Begun begun : changes.begun()) {
            assertThat(order).as("what comes is new").doesNotContain(begun.block());
            order.add(begun.before().map(order::indexOf).orElse(-1) + 1, begun.block());
        }
    }

    List<Block> blocks() {
        return order.stream().map(blocks::get).toList();
    }
}
