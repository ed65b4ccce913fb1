/**
 * Worker processes: started in sessions of their own, spoken to line by line, killed by group, and
 * found again when an earlier manager has left them. The performer calls `Launcher` on the loop's
 * thread and gets its answers as events in the inbox; what a worker says is decoded and routed on
 * the one thread that reads all pipes, starts and kills happen on platform threads of the launcher.
 * It never decides whether a worker should live, and never writes secrets into arguments,
 * environments or logs.
 */
@NullMarked
package dev.attache.manager.launch;

import org.jspecify.annotations.NullMarked;
