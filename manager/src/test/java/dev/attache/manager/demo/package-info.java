/** What stands around a demo, a piece at a time. */
@NullMarked
package dev.attache.manager.demo;

import org.jspecify.annotations.NullMarked;
