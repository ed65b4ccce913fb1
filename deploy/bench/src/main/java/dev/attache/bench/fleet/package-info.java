/**
 * What JMH measures of the fleet's books: one event in a full house, without processes, sockets or
 * Postgres. JMH calls it, in a VM of its own, on one thread; `FleetBench` prints what came of it.
 * Nothing here may wait, or ask what time it is: time is counted by events.
 */
@NullMarked
package dev.attache.bench.fleet;

import org.jspecify.annotations.NullMarked;
