package dev.attache.worker.crdt;

/** Names a node of a document for good: every peer knows it by the same id, wherever it moves. */
public record NodeId(long client, int clock) {
    public NodeId {
        if (client < 0 || client >= 1L << 53) {
            throw new IllegalArgumentException("a client id has at most 53 bits: " + client);
        }
        if (clock < 0) {
            throw new IllegalArgumentException("a clock must not be negative: " + clock);
        }
    }

    @Override
    public String toString() {
        return client + ":" + clock;
    }
}
