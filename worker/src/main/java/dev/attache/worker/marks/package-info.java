/**
 * What a mark on the text is, and what has to change so that the right ones stand there. The
 * session's loop calls it with a block as it is at this moment; everything here is a pure function
 * of its arguments. It must never touch a mark that it does not know to be an agent's, and never
 * write a mark of another name than {@link dev.attache.worker.marks.GeoMark#NAME}.
 */
@NullMarked
package dev.attache.worker.marks;

import org.jspecify.annotations.NullMarked;
