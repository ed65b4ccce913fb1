/**
 * Workers that misbehave on purpose, as real processes, and what tests need to watch and signal
 * them. For tests of this module, from any thread. It knows nothing of fleet or books, and leaves
 * no process behind that a test has not asked for.
 */
@NullMarked
package dev.attache.manager.testkit;

import org.jspecify.annotations.NullMarked;
