package dev.attache.worker.crdt;

import java.util.List;

/** How the text of one block changed, from its beginning to its end; what is left out is kept. */
public record TextDelta(NodeId block, List<Step> steps) {
    /** One step over the text, in UTF-16 units. */
    public sealed interface Step {
        /** The next units stay; {@code formatted} when their formatting changed. */
        record Keep(int length, boolean formatted) implements Step {}

        record Delete(int length) implements Step {}

        record Insert(String text) implements Step {}
    }
}
