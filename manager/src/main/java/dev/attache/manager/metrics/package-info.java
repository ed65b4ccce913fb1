/**
 * What agents measure, on its way to Postgres without ever visiting the loop. The launcher's
 * reading threads offer, one thread of this room writes in batches. It never blocks who offers,
 * never holds more than its bound, and nothing is decided from what it holds.
 */
@NullMarked
package dev.attache.manager.metrics;

import org.jspecify.annotations.NullMarked;
