/**
 * What the service manager is told: that we are ready, how it goes, that the loop still turns. The
 * loop and the composition root call it, from any thread; a datagram on the local socket is sent
 * without waiting. Without NOTIFY_SOCKET it does nothing. It never throws and never blocks.
 */
@NullMarked
package dev.attache.manager.systemd;

import org.jspecify.annotations.NullMarked;
