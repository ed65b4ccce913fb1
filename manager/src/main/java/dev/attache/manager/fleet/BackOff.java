package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import java.time.Duration;

/** How long to rest. Pure: the jitter comes from who rests and how often, not from a dice. */
final class BackOff {
    private BackOff() {}

    /** Doubling from first to most, a fifth more or less, so that a hundred do not come at once. */
    static Duration after(int timesInARow, Duration first, Duration most, DocumentId who) {
        Duration full = doubled(timesInARow, first, most);
        int hash = (who.hashCode() * 31 + timesInARow) * 0x9E3779B9;
        int spread = Math.floorMod(hash >>> 7, 401) - 200;
        return full.plus(full.multipliedBy(spread).dividedBy(1000));
    }

    static Duration doubled(int times, Duration first, Duration most) {
        Duration rest = first;
        for (int i = 1; i < times && rest.compareTo(most) < 0; i++) {
            rest = rest.multipliedBy(2);
        }
        return rest.compareTo(most) < 0 ? rest : most;
    }
}
