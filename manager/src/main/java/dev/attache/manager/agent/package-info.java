/**
 * What an agent is given to join its document: where, as whom, and with which settings. Called by
 * the manager's performer from the loop's thread, so everything here is computed and nothing waits.
 * Secrets pass through into the message and into nothing else.
 */
@NullMarked
package dev.attache.manager.agent;

import org.jspecify.annotations.NullMarked;
