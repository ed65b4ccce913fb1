/**
 * The document's life on the wire: Yjs sync and awareness over a WebSocket that may go and come
 * back. The session's loop calls it and nobody else. Sockets have threads of their own, which
 * decode a frame and put a {@link dev.attache.worker.replica.Signal} into an inbox; they never
 * touch the document. It never blocks the loop, never reads the clock, and never gives up but for
 * the reasons that {@link dev.attache.worker.replica.News} names.
 */
@NullMarked
package dev.attache.worker.replica;

import org.jspecify.annotations.NullMarked;
