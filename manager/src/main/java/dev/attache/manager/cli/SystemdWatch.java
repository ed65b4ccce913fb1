package dev.attache.manager.cli;

import dev.attache.manager.Watcher;
import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.systemd.Notify;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;

/**
 * Passes everything on, and tells systemd of the loop's turns: ready by the first, alive by each.
 */
final class SystemdWatch implements Watcher {
    private final Watcher next;
    private final Notify systemd;
    private boolean readyTold;
    private Instant lastTold = Instant.MIN;

    SystemdWatch(Watcher next, Notify systemd) {
        this.next = next;
        this.systemd = systemd;
    }

    @Override
    public void happened(Event event) {
        next.happened(event);
    }

    @Override
    public void decided(Action action) {
        next.decided(action);
    }

    @Override
    public void used(DocumentId document, long calls, long tokensIn, long tokensOut) {
        next.used(document, calls, tokensIn, tokensOut);
    }

    /** On the loop's thread, as the watchdog asks for. */
    @Override
    public void turned(Instant at, int events, int actions, Duration lag) {
        next.turned(at, events, actions, lag);
        if (!readyTold) {
            readyTold = true;
            systemd.ready();
        }
        if (systemd.watchdogEvery().isPresent()
                && lastTold.isBefore(at.minus(systemd.watchdogEvery().get().dividedBy(2)))) {
            lastTold = at;
            systemd.watchdog();
        }
    }
}
