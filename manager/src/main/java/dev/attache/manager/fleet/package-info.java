/**
 * The heart: the books of all documents and workers, and the pure decision what should be
 * different. Only the loop calls it, on its one thread. It knows java.lang, java.time, java.util
 * and the protocol's names, and never does I/O, reads a clock, logs or waits.
 */
@NullMarked
package dev.attache.manager.fleet;

import org.jspecify.annotations.NullMarked;
