/**
 * What this manager keeps in Postgres: leases, the status of every life, heartbeats, checkpoints,
 * usage, incidents. The performer hands actions on and answers come back through the inbox. All
 * that blocks happens on virtual threads of this room. It never makes the loop wait, never keeps
 * state in a session, and never compares the database's clock with its own.
 */
@NullMarked
package dev.attache.manager.store;

import org.jspecify.annotations.NullMarked;
