package dev.attache.worker.replica;

/** One connection; a new one is opened after each loss. Nothing here blocks. */
public interface Link {
    void send(byte[] message);

    void sendText(String message);

    void ping();

    /** Leaves; what was sent before is still delivered where that is possible. */
    void close();

    /** Opens connections. */
    interface Opener {
        Link open(long connection, String token);
    }
}
