package dev.attache.worker.session;

import java.time.Instant;
import java.util.List;

/** What to do now, and when to look again if nothing happens before. */
record Plan(List<Action> actions, Instant wakeAt) {
    Plan {
        actions = List.copyOf(actions);
    }
}
