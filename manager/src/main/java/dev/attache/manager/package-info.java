/**
 * The supervisor put together: the one place that says `new` to adapters, in the order in which
 * they start, and closes them in reverse. Called by the command line, on the main thread; it
 * decides nothing about documents.
 */
@NullMarked
package dev.attache.manager;

import org.jspecify.annotations.NullMarked;
