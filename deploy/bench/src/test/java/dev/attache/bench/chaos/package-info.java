/** Tests of the chaos run: what it decides, what it would notice, and a short run of the whole. */
@NullMarked
package dev.attache.bench.chaos;

import org.jspecify.annotations.NullMarked;
