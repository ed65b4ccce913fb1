/**
 * The schema: SQL files in order, what applies them, and how a database stands to a manager.
 *
 * <p>The command line applies, the manager inspects before it starts; nobody else calls. Everything
 * happens on the caller's thread and connection. It never needs more than one transaction, never
 * keeps state in a session, and never takes back what an earlier file did.
 */
@NullMarked
package dev.attache.migrations;

import org.jspecify.annotations.NullMarked;
