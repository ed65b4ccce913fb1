package dev.attache.worker.session;

import dev.attache.worker.crdt.Begun;
import dev.attache.worker.crdt.NodeId;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a writer has gone on: whoever begins a new block has finished the one before it, with a
 * full stop or, as in headings, lists and tables, without.
 */
final class Trail {
    private final Set<NodeId> left = new HashSet<>();

    /** Of what stands there already only the last block may be in the middle of being written. */
    void begin(List<NodeId> order) {
        left.addAll(order.subList(0, Math.max(0, order.size() - 1)));
    }

    /** The blocks that were not left before, and are now that these came and those are gone. */
    List<NodeId> follow(List<Begun> begun, Collection<NodeId> removed) {
        List<NodeId> fresh =
                begun.stream().flatMap(one -> one.before().stream()).filter(left::add).toList();
        removed.forEach(left::remove);
        return fresh;
    }

    boolean isLeft(NodeId block) {
        return left.contains(block);
    }
}
