package dev.attache.worker.crdt;

/**
 * yrs gave up half-way through a change. The document must not be used any more; the process should
 * end and say that the document was the cause.
 */
public final class PoisonedDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PoisonedDocumentException(String place) {
        super("the document could not take a change (yrs stopped at " + place + ")");
    }
}
