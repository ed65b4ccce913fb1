package dev.attache.manager.realtime;

/**
 * Something that has happened. Each names the socket it is about: a socket that was given up may
 * still have something to say, and nobody minds it.
 */
sealed interface Fact {
    long socket();

    record Opened(long socket) implements Fact {}

    record Told(long socket, Heard what) implements Fact {}

    /** An answer of HTTP instead of a socket. */
    record Refused(long socket, int status, String body) implements Fact {}

    /** Closed, by whatever code, or broken, or never there. */
    record Gone(long socket, String why) implements Fact {}
}
