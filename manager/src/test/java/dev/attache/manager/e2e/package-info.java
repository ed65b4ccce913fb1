/**
 * The whole manager against real processes and a real PostgreSQL. Each test is a promise to an
 * operator; it waits for what it wants to see in the tables or among the processes, with a limit,
 * and never for time to pass.
 */
@NullMarked
package dev.attache.manager.e2e;

import org.jspecify.annotations.NullMarked;
