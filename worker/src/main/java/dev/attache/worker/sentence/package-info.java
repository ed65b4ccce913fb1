/**
 * Finds the sentences of a paragraph that are finished.
 *
 * <p>The session asks it after every edit, the command line for whole texts. It is a pure function
 * that runs on any thread. It must never take more than one walk over the text, because it is asked
 * while people type.
 */
@NullMarked
package dev.attache.worker.sentence;

import org.jspecify.annotations.NullMarked;
