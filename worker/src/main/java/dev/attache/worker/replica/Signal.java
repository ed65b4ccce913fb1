package dev.attache.worker.replica;

import java.time.Duration;

/**
 * What happened to a connection. Each carries its number, so that late news of an old one can be
 * told apart.
 */
public sealed interface Signal {
    long connection();

    record Opened(long connection) implements Signal {}

    record Arrived(long connection, Frame frame) implements Signal {}

    record Ponged(long connection, Duration after) implements Signal {}

    record Closed(long connection, int code, String reason) implements Signal {}
}
