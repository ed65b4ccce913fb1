/**
 * The start-up cache of the Java worker (JEP 483, 514): classes, loaded and linked ahead, that
 * every worker maps instead of reading its jars. Made and asked by the manager; commands are asked
 * for on launching threads, the building runs on a thread and in a process of its own. It must
 * never hold up a launch, and never be silently absent: a worker starts without it, slower, and
 * that is said.
 */
@NullMarked
package dev.attache.manager.startup;

import org.jspecify.annotations.NullMarked;
