/**
 * Everything at once on one machine: a PostgreSQL of its own, the document server, and around a
 * manager what it needs to know of both. Called by the `demo` command on the main thread; it never
 * touches anything outside of its folder, and never leaves a process behind.
 */
@NullMarked
package dev.attache.manager.demo;

import org.jspecify.annotations.NullMarked;
