package dev.attache.manager.status;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lasts from one event to another: waiting for an agent, a ping, the way out. Holds one entry
 * for each document in use and each process. Guarded by itself.
 */
final class Journeys {
    private record Asked(long ping, Instant at) {}

    private record Leaving(Action.Reason reason, boolean mayRefuse) {}

    private final Map<DocumentId, Instant> waitingSince = new HashMap<>();
    private final Map<DocumentId, String> lastDeath = new HashMap<>();
    private final Map<WorkerId, DocumentId> documents = new HashMap<>();
    private final Set<DocumentId> attached = new HashSet<>();
    private final Map<WorkerId, Asked> pings = new HashMap<>();
    private final Map<WorkerId, Leaving> leaving = new HashMap<>();

    synchronized void wanted(DocumentId document, Instant now) {
        if (!attached.contains(document)) {
            waitingSince.putIfAbsent(document, now);
        }
    }

    synchronized void unwanted(DocumentId document) {
        waitingSince.remove(document);
        lastDeath.remove(document);
    }

    /** Why the life before this one has ended, if this is not the first. */
    synchronized Optional<String> attaching(WorkerId worker, Life life, Instant now) {
        documents.put(worker, life.document());
        attached.add(life.document());
        waitingSince.putIfAbsent(life.document(), now);
        String death = lastDeath.remove(life.document());
        return life.number() > 1
                ? Optional.of(death == null ? "unknown" : death)
                : Optional.empty();
    }

    /** How long its document has waited for this. */
    synchronized Optional<Duration> connected(WorkerId worker, Instant now) {
        DocumentId document = documents.get(worker);
        Instant since = document == null ? null : waitingSince.remove(document);
        return since == null ? Optional.empty() : Optional.of(Duration.between(since, now));
    }

    synchronized void pinged(WorkerId worker, long ping, Instant now) {
        pings.put(worker, new Asked(ping, now));
    }

    synchronized Optional<Duration> answered(WorkerId worker, long ping, Instant now) {
        Asked asked = pings.get(worker);
        if (asked == null || asked.ping() != ping) {
            return Optional.empty();
        }
        pings.remove(worker);
        return Optional.of(Duration.between(asked.at(), now));
    }

    synchronized void askedToLeave(WorkerId worker, Action.Reason reason) {
        leaving.put(worker, new Leaving(reason, true));
    }

    /** A kill after a request does not change why it was asked. */
    synchronized void toldToLeave(WorkerId worker, Action.Reason reason) {
        leaving.merge(
                worker,
                new Leaving(reason, false),
                (before, now) -> new Leaving(before.reason(), false));
    }

    synchronized boolean refused(WorkerId worker) {
        Leaving before = leaving.get(worker);
        return before != null && before.mayRefuse() && leaving.remove(worker) != null;
    }

    synchronized void launchFailed(WorkerId worker) {
        leaving.remove(worker);
    }

    /** Whether this was an eviction. */
    synchronized boolean ended(WorkerId worker, Exit exit, Instant now) {
        pings.remove(worker);
        Leaving why = leaving.remove(worker);
        DocumentId document = documents.remove(worker);
        if (document == null) {
            return false;
        }
        attached.remove(document);
        String death = death(why, exit);
        if (death != null) {
            lastDeath.put(document, death);
            waitingSince.putIfAbsent(document, now);
        }
        return why != null && why.reason() == Action.Reason.OUTRANKED;
    }

    /** A word for counting; null when it left in peace. */
    private static @Nullable String death(@Nullable Leaving why, Exit exit) {
        if (why == null) {
            return exit.signal() > 0 ? "signal" : "exit";
        }
        return why.reason().isFailure() || why.reason() == Action.Reason.RESTART
                ? why.reason().name().toLowerCase(Locale.ROOT)
                : null;
    }
}
