/**
 * The document as this process sees it: yrs behind one native function, and a check of every update
 * before yrs sees it. The session and the replica call it. One thread at a time owns a {@link
 * dev.attache.worker.crdt.YDocument}; everything it hands out is immutable. It never opens a
 * socket, never logs, and never lets a broken update end the process without an exception.
 */
@NullMarked
package dev.attache.worker.crdt;

import org.jspecify.annotations.NullMarked;
