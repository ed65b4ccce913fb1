package dev.attache.manager.fleet;

import dev.attache.manager.fleet.Action.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The table of what is done about a worker whose time is up: every phase has an answer. */
final class Tending {
    private Tending() {}

    static @Nullable Action of(Worker w, Instant now, long nextPing) {
        Instant deadline = w.phase.deadlineOrNull();
        boolean late = deadline != null && !deadline.isAfter(now);
        if (late) {
            return switch (w.phase) {
                case Phase.Starting _ -> new Action.Kill(w.id, Reason.NEVER_READY);
                case Phase.Attaching _ -> new Action.Kill(w.id, Reason.NEVER_CONNECTED);
                case Phase.Stopping _ -> new Action.Terminate(w.id, Reason.IGNORED_STOP);
                case Phase.Terminated _ -> new Action.Kill(w.id, Reason.IGNORED_TERM);
                case Phase.Killed _ -> new Action.Kill(w.id, Reason.IGNORED_TERM);
                // Silence after a release counts as a refusal; the clockwork has entered it.
                case Phase.Releasing _, Phase.Waiting _, Phase.Attached _ -> null;
            };
        }
        if (!w.phase.isPinged() || w.pulse.due().isAfter(now)) {
            return null;
        }
        return w.pulse.isSilence()
                ? new Action.Kill(w.id, Reason.UNRESPONSIVE)
                : new Action.Ping(w.id, nextPing);
    }
}
