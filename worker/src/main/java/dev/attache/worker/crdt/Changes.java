package dev.attache.worker.crdt;

import java.util.List;
import java.util.Optional;

/**
 * What one transaction did. Blocks that changed or are new come whole, so that a listener's work is
 * in proportion to what was touched.
 *
 * @param origin what was given with the transaction
 * @param update the change for other peers; empty when nothing changed
 * @param incomplete whether the document still lacks something that an update refers to
 * @param touched the blocks that changed or came, as they are now
 * @param begun the blocks that came, each behind the one before it where that came too
 * @param removed the blocks that are gone
 * @param deltas how texts changed; only for blocks whose line is one text
 * @param looked at how many nodes it was looked to find out which blocks came and went: the measure
 *     of that work
 * @param refused why a part of the update was left out, if one was
 */
@SuppressWarnings("ArrayRecordComponent") // An update is handed on, never compared.
public record Changes(
        String origin,
        byte[] update,
        boolean incomplete,
        List<Block> touched,
        List<Begun> begun,
        List<NodeId> removed,
        List<TextDelta> deltas,
        long looked,
        Optional<String> refused) {

    public boolean isEmpty() {
        return update.length == 0;
    }

    /** The same; and something that came with it waits for what it continues. */
    Changes lacking(boolean more) {
        return new Changes(
                origin,
                update,
                incomplete || more,
                touched,
                begun,
                removed,
                deltas,
                looked,
                refused);
    }
}
