/**
 * The benchmarks behind `./attache bench`: real processes, the same design in Node and pm2 beside
 * them, interleaved in one run. Called from the command line only, on its main thread. A goal that
 * is missed is printed as missed; nothing here may fail because it was slow.
 */
@NullMarked
package dev.attache.bench;

import org.jspecify.annotations.NullMarked;
