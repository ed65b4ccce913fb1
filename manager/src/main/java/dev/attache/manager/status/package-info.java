/**
 * What the manager shows of itself: health, metrics and the operator's API over HTTP, counters of
 * everything that happens, the box of figures on a terminal. Requests run on virtual threads and
 * ask the loop through the desk; counters are told on any thread and never wait. It decides nothing
 * and never shows a secret or a document's text.
 */
@NullMarked
package dev.attache.manager.status;

import org.jspecify.annotations.NullMarked;
