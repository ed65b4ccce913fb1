/**
 * What tests of this module share: fakes with behaviour, a real PostgreSQL, and workers that
 * misbehave on purpose, as real processes, with what it takes to watch and signal them. From any
 * thread. It never mocks, never sleeps to wait, and leaves no process behind that a test has not
 * asked for.
 */
@NullMarked
package dev.attache.manager.testkit;

import org.jspecify.annotations.NullMarked;
