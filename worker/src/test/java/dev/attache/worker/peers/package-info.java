/** Real Yjs peers and servers in Node, for the tests of this module. */
@NullMarked
package dev.attache.worker.peers;

import org.jspecify.annotations.NullMarked;
