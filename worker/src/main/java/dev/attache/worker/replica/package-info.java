/**
 * The document's life on the wire: Yjs sync and awareness over a WebSocket that may go and come
 * back. The session's loop calls it and nobody else. Sockets have threads of their own, which
 * decode a frame and put a {@link dev.attache.worker.replica.Signal} into an inbox; they never
 * touch the document. It never blocks the loop, never reads the clock, and never gives up but for
 * the reasons that {@link dev.attache.worker.replica.News} names.
 *
 * <p>The client is Java-WebSocket, chosen by measuring one handshake and one message on JDK 25 with
 * the worker's flags (medians of five): nv-websocket-client 62 ms and 44.1 MB resident,
 * Java-WebSocket 76 ms and 44.7 MB, OkHttp 378 ms and 62.4 MB, java.net.http 389 ms and 62.3 MB. Of
 * the two lean ones it is the one that is still kept.
 */
@NullMarked
package dev.attache.worker.replica;

import org.jspecify.annotations.NullMarked;
