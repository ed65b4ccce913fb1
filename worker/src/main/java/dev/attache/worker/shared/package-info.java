/**
 * What all workers of a host have in common on its disk. Called by whatever needs a plain file out
 * of the jar, on any thread. It must never replace a file that another process may have mapped.
 */
@NullMarked
package dev.attache.worker.shared;

import org.jspecify.annotations.NullMarked;
