/**
 * The unchanged loop in virtual time against a seeded world that fails in every way we know of. One
 * thread, one random source for each world, ordered maps only; a failure prints the seed, the
 * simulated time and the sentence that broke.
 */
@NullMarked
package dev.attache.manager.sim;

import org.jspecify.annotations.NullMarked;
