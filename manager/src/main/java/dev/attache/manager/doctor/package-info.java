/**
 * Looks at everything a manager needs, one thing at a time, and says of each whether it is well
 * and, if not, what to do. Called by the command `doctor`, on its thread; needs no running manager.
 * It changes nothing: it writes no row, keeps no connection, and leaves no process behind.
 */
@NullMarked
package dev.attache.manager.doctor;

import org.jspecify.annotations.NullMarked;
