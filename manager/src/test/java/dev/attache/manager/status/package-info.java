/** The HTTP door over real sockets, with the unchanged fleet behind a desk of the test. */
@NullMarked
package dev.attache.manager.status;

import org.jspecify.annotations.NullMarked;
