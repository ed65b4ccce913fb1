/**
 * Finds the places that a piece of text names, and where on the globe they lie.
 *
 * <p>The session calls {@link dev.attache.worker.extract.PlaceExtractor}, the command line calls
 * {@link dev.attache.worker.extract.ExtractCommand}; nobody else. An extractor runs on the thread
 * of its caller, which must be one that may wait: a model takes seconds. It must never touch a
 * document, and never write what it has read to a log.
 *
 * <p>The built-in extractor reads GeoNames data from a file that is mapped into memory, so that all
 * workers of a host share its pages. The language models are spoken to with the JDK's own HTTP
 * client and Jackson's streaming core: the vendors' libraries bring a JSON binding and an HTTP
 * stack of their own, ten megabytes for each worker, to post one object and read another. Neither
 * client is loaded before the first call.
 */
@NullMarked
package dev.attache.worker.extract;

import org.jspecify.annotations.NullMarked;
