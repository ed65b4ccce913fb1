package dev.attache.manager.fleet;

import java.time.Instant;
import java.util.Optional;

/** A fleet whose every decision is asked of the oracle, too. */
public final class WatchedFleet extends Fleet {
    public WatchedFleet(Policy policy) {
        super(policy);
    }

    @Override
    public Optional<Action> next(Instant now) {
        Optional<Action> said = super.next(now);
        Optional<Action> expected = Oracle.next(books(), now);
        if (!said.equals(expected)) {
            throw new IllegalStateException(
                    "the planner says " + said + ", and the oracle " + expected);
        }
        return said;
    }
}
