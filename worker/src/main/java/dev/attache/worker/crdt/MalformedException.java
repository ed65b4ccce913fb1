package dev.attache.worker.crdt;

/** Bytes that do not follow the wire format; the message says what is wrong with them. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedException(String message) {
        super(message, null, false, false);
    }
}
