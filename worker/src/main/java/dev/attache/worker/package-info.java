/**
 * The worker's front door and composition root: what runs on which thread is decided here. Called
 * by whoever starts the process. Its threads are `main` (the session's loop), `manager-in`,
 * `manager-out`, `extractor`, `watchdog`, and those of the socket; each of them only puts facts
 * into the inbox. It must never print to stdout, which belongs to the protocol.
 */
@NullMarked
package dev.attache.worker;

import org.jspecify.annotations.NullMarked;
