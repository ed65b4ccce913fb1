package dev.attache.worker.replica;

import java.util.List;

/** Everybody else who is connected now, in the order of their client ids. */
public record People(List<Peer> peers) {
    public People {
        peers = List.copyOf(peers);
    }

    /** States with a user and without an agent. */
    public int count() {
        return (int) peers.stream().filter(Peer::person).count();
    }

    /**
     * Whether every editor declares the mark, so that none of them deletes the text that carries
     * it.
     */
    public boolean allKnow(String mark) {
        return peers.stream().filter(Peer::person).allMatch(peer -> peer.schema().contains(mark));
    }

    /** The same, and clients that show no user count as editors too. */
    public boolean allClientsKnow(String mark) {
        return peers.stream()
                .filter(peer -> !peer.agent())
                .allMatch(peer -> peer.schema().contains(mark));
    }
}
