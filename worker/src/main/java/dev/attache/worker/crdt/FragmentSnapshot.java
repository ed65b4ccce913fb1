package dev.attache.worker.crdt;

import java.util.List;

/** Every block of the document, in its order, at one moment. */
public record FragmentSnapshot(List<Block> blocks) {
    public FragmentSnapshot {
        blocks = List.copyOf(blocks);
    }
}
