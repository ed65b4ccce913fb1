/**
 * The line to the manager: its words come in as facts of the session, the session's words go out as
 * lines. One thread reads and one writes; the session's loop only lays a message down. It must
 * never make the loop wait for a manager that does not read, and never write anything but the
 * protocol to stdout.
 */
@NullMarked
package dev.attache.worker.stdio;

import org.jspecify.annotations.NullMarked;
