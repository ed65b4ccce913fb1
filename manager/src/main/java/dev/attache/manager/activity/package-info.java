/**
 * Which documents are in use: somebody hints that something has changed, the whole truth is read
 * again, and only what differs goes to the inbox. The composition root starts it and the performer
 * asks for re-reads. Reads happen on the feed's own thread, hints come on the sources'. It never
 * believes an event, never compares two clocks, and never waits on a caller's thread.
 */
@NullMarked
package dev.attache.manager.activity;

import org.jspecify.annotations.NullMarked;
