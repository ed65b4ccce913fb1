/**
 * Worker processes: started in sessions of their own, spoken to line by line, killed by group, and
 * found again when an earlier manager has left them. The performer calls `Launcher` on the loop's
 * thread and gets its answers as events in the inbox; everything that can block runs on platform
 * threads here, because a read from a pipe holds the carrier of a virtual thread and 128 silent
 * workers would stop every virtual thread of the manager. It never decides whether a worker should
 * live, and never writes secrets into arguments, environments or logs.
 */
@NullMarked
package dev.attache.manager.launch;

import org.jspecify.annotations.NullMarked;
