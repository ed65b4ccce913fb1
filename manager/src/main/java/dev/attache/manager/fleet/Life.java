package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

/**
 * One agent at one document: the epoch is the lease's, the life counts the workers that were
 * attached under it. (epoch, life) only ever grows, which is what the document fences by.
 */
public record Life(DocumentId document, long epoch, int number) {
    /** The seed's `agent-<document>-<epoch ms>`, told apart from later lives of the same epoch. */
    public String agentId() {
        return "agent-" + document + "-" + epoch + (number == 1 ? "" : "-" + number);
    }

    @Override
    public String toString() {
        return document + "@" + epoch + "." + number;
    }
}
