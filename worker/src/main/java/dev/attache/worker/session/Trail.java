package dev.attache.worker.session;

import dev.attache.worker.crdt.NodeId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a writer has gone on: whoever begins a new block has finished the one before it, with a
 * full stop or, as in headings, lists and tables, without.
 */
final class Trail {
    private final Set<NodeId> left = new HashSet<>();
    private Set<NodeId> known = Set.of();

    /** Of what stands there already only the last block may be in the middle of being written. */
    void begin(List<NodeId> order) {
        left.addAll(order.subList(0, Math.max(0, order.size() - 1)));
        known = new HashSet<>(order);
    }

    /** The blocks that were not left before, and are now that these stand there. */
    List<NodeId> follow(List<NodeId> order) {
        List<NodeId> fresh = new ArrayList<>();
        for (int i = 1; i < order.size(); i++) {
            NodeId before = order.get(i - 1);
            if (!known.contains(order.get(i)) && left.add(before)) {
                fresh.add(before);
            }
        }
        known = new HashSet<>(order);
        left.retainAll(known);
        return fresh;
    }

    boolean isLeft(NodeId block) {
        return left.contains(block);
    }
}
