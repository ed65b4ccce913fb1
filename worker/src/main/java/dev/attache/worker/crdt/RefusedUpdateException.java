package dev.attache.worker.crdt;

/** An update is not one, or too large. The document is as it was. */
public final class RefusedUpdateException extends Exception {
    private static final long serialVersionUID = 1;

    public RefusedUpdateException(String message) {
        super(message);
    }
}
