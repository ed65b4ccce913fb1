/**
 * A WebSocket (RFC 6455) from the client's side, as lean as an agent's start wants it: no
 * extension, no proxy, whole messages. The replica opens one for each connection; a reader and a
 * writer thread of its own carry it, and the listener is called on the reader. It must never make a
 * caller wait, never load TLS or the JDK's security providers for a plain address, and never let a
 * server make it hold more than it was told to.
 */
@NullMarked
package dev.attache.worker.websocket;

import org.jspecify.annotations.NullMarked;
