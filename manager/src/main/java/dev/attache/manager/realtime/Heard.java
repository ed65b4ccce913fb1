package dev.attache.manager.realtime;

/** What came over the socket. */
sealed interface Heard permits Heard.Broken, PhoenixFrame {
    /** Not a frame as we know them: a value, so that no input can stop the socket's thread. */
    record Broken(String why) implements Heard {}
}
