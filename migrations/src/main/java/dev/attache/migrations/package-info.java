/** Placeholder of the first commit; the room's own page replaces it. */
@NullMarked
package dev.attache.migrations;

import org.jspecify.annotations.NullMarked;
