/**
 * Breaks a whole installation on purpose, at random by a seed, while people write in it, and then
 * looks whether everything is as it should be. Called from the command line and from one test, on
 * their main thread; each fault is done and undone on a virtual thread of its own. It starts all
 * that it breaks, and never touches a process that it has not started.
 */
@NullMarked
package dev.attache.bench.chaos;

import org.jspecify.annotations.NullMarked;
