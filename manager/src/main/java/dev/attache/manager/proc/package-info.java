/**
 * What /proc tells of processes: their numbers, their state, whether they are still the same. The
 * launcher and the memory watch read it, on their own threads, because a look at all processes
 * takes milliseconds. It keeps nothing and changes nothing.
 */
@NullMarked
package dev.attache.manager.proc;

import org.jspecify.annotations.NullMarked;
