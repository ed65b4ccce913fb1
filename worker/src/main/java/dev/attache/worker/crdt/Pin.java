package dev.attache.worker.crdt;

/**
 * A position that moves with the text it stands in (a relative position of Yjs, encoded). It stands
 * before the character to its right, or after the one to its left.
 */
@SuppressWarnings("ArrayRecordComponent") // A pin is resolved, never compared.
public record Pin(byte[] encoded) {
    /** Which neighbour it follows. */
    public enum Side {
        RIGHT,
        LEFT
    }
}
