package dev.attache.worker.crdt;

import java.util.Map;
import java.util.Optional;

/**
 * A wish to change a block, by its id and UTF-16 offsets. Wishes of one transaction are done in
 * order, each on what the former left. One that does not fit any more is skipped and reported, not
 * thrown.
 */
public sealed interface Edit {
    /** Sets attributes on a range; a null value removes one. */
    record Format(NodeId block, int start, int end, Map<String, ?> attributes) implements Edit {}

    /** Inserts text with exactly these attributes, whatever stands beside it. */
    record InsertText(NodeId block, int at, String text, Map<String, ?> attributes)
            implements Edit {}

    record DeleteText(NodeId block, int start, int end) implements Edit {}

    /** A new block beside another, or at the top of the document. */
    record InsertBlock(Optional<NodeId> after, String name, Map<String, ?> attributes, String text)
            implements Edit {}

    record DeleteBlock(NodeId block) implements Edit {}

    /** Into a map of the document that stands beside the text. */
    record PutEntry(String map, String key, Object value) implements Edit {}

    /** {@link Outcome#GONE} where there is none. */
    record DropEntry(String map, String key) implements Edit {}

    /** How it went; the native side answers with these in this order. */
    enum Outcome {
        DONE,
        /** The block, or the entry, is not in the document any more. */
        GONE,
        /** The range is empty, reaches beyond the line, or cuts a character in two. */
        OUTSIDE
    }
}
