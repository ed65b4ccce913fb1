package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

/**
 * One agent at one document: the epoch is the lease's, the life counts the workers that were
 * attached under it. (epoch, life) only ever grows, which is what the document fences by.
 */
public record Life(DocumentId document, long epoch, int number) {
    @Override
    public String toString() {
        return document + "@" + epoch + "." + number;
    }
}
