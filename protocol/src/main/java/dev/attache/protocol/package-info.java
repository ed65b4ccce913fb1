/**
 * What manager and worker say to each other: messages as values, and the one line of JSON each of
 * them becomes. Manager and worker both call it, from any thread: everything here is immutable or
 * confined to one call. It does no I/O, never throws for what the other side has sent, and never
 * holds more than one line.
 */
@NullMarked
package dev.attache.protocol;

import org.jspecify.annotations.NullMarked;
