package dev.attache.manager;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Loop;
import dev.attache.protocol.DocumentId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One sentence for each decision, with its reason, in the seed's words where it has some. */
final class DecisionLog {
    private static final Object NONE = "-";

    private final Logger log;
    private final Map<WorkerId, DocumentId> documents = new ConcurrentHashMap<>();
    private final Set<WorkerId> attached = ConcurrentHashMap.newKeySet();
    private volatile boolean booksAway;

    DecisionLog() {
        this(LoggerFactory.getLogger("Manager"));
    }

    DecisionLog(Logger log) {
        this.log = log;
    }

    void decided(Action action) {
        switch (action) {
            case Action.Launch a when a.document() == null ->
                    log.info("Spawning a spare worker={}", a.worker());
            case Action.Launch a -> {
                documents.put(a.worker(), a.document());
                log.info("Spawning agent worker={} document={}", a.worker(), a.document());
            }
            case Action.Assign a -> {
                documents.put(a.worker(), a.document());
                log.info("Assigned a spare worker={} document={}", a.worker(), a.document());
            }
            case Action.Attach a ->
                    log.info(
                            "Attaching agent {} worker={} document={} epoch={} life={} origin={}",
                            a.life().agentId(),
                            a.worker(),
                            a.life().document(),
                            a.life().epoch(),
                            a.life().number(),
                            a.origin());
            case Action.FreshToken a ->
                    log.info(
                            "Sent a fresh token worker={} document={}",
                            a.worker(),
                            a.life().document());
            case Action.Ping a -> log.debug("ping worker={} id={}", a.worker(), a.id());
            case Action.Release a when a.reason() == Action.Reason.OUTRANKED ->
                    log.info(
                            "Evicting least active document: asked to leave document={} worker={}"
                                    + " by={}",
                            documentOf(a.worker()),
                            a.worker(),
                            a.by());
            case Action.Release a ->
                    log.info(
                            "Asked to leave document={} worker={} why={}",
                            documentOf(a.worker()),
                            a.worker(),
                            a.reason());
            case Action.Stop a when a.reason() == Action.Reason.OUTRANKED ->
                    log.info(
                            "Evicting least active document: told to leave document={} worker={}",
                            documentOf(a.worker()),
                            a.worker());
            case Action.Stop a ->
                    log.info(
                            "Told to leave document={} worker={} why={}",
                            documentOf(a.worker()),
                            a.worker(),
                            a.reason());
            case Action.Terminate a ->
                    log.warn(
                            "Sent SIGTERM document={} worker={} why={}",
                            documentOf(a.worker()),
                            a.worker(),
                            a.reason());
            case Action.Kill a ->
                    log.warn(
                            "Sent SIGKILL document={} worker={} why={}",
                            documentOf(a.worker()),
                            a.worker(),
                            a.reason());
            case Action.Claim a ->
                    log.debug("Claiming document={} hint={}", a.document(), a.epochHint());
            case Action.GiveBack a ->
                    log.info(
                            "Gave the lease back document={} epoch={} why={}",
                            a.document(),
                            a.epoch(),
                            a.reason());
            case Action.Book a -> booked(a);
            case Action.Report a -> reported(a);
            case Action.Quarantine a ->
                    log.warn(
                            "Quarantined document={} strikes={} liftable_in={} why=\"{}\"",
                            a.document(),
                            a.strikes(),
                            a.liftableIn(),
                            a.reason());
            case Action.LiftQuarantine a ->
                    log.info("Lifted the quarantine document={} why=\"{}\"", a.document(), a.why());
            case Action.Reread a -> log.debug("Reading again document={}", a.document());
            case Action.Alarm a -> log.warn("{}", a.sentence());
        }
    }

    /** What is worth a line of what has happened. */
    void happened(Event event) {
        switch (event) {
            case Event.InUse e ->
                    log.info(
                            "Activity: active for {} age_ms={}",
                            e.document(),
                            e.activityAge().toMillis());
            case Event.NotInUse e ->
                    log.info("Activity: idle for {} why=\"{}\"", e.document(), e.why());
            case Event.WorkerStarted e ->
                    log.info(
                            "Spawned process document={} worker={} (PID: {})",
                            documentOf(e.worker()),
                            e.worker(),
                            e.pid());
            case Event.LaunchFailed e ->
                    log.error(
                            "Could not start a worker document={} worker={} why=\"{}\"",
                            forgotten(e.worker()),
                            e.worker(),
                            e.why());
            case Event.WorkerExited e ->
                    log.info(
                            "Agent exited document={} worker={} code={} signal={}",
                            forgotten(e.worker()),
                            e.worker(),
                            e.exit().code(),
                            e.exit().signal());
            case Event.WorkerDisconnected e ->
                    log.info(
                            "Agent lost its document document={} worker={} close_code={}"
                                    + " why=\"{}\"",
                            documentOf(e.worker()),
                            e.worker(),
                            e.code(),
                            e.reason());
            case Event.BooksReachable e -> {
                if (e.reachable() && booksAway) {
                    log.info("Postgres can be used again");
                } else if (!e.reachable()) {
                    log.warn("Postgres cannot be used: agents stay attached, the books wait");
                }
                booksAway = !e.reachable();
            }
            case Event.ClaimLost e ->
                    log.info(
                            "Another manager was faster document={} holder={}",
                            e.document(),
                            e.holder());
            default -> log.debug("{}", event);
        }
    }

    /** Pauses of ours are told, because they look like somebody else's silence. */
    void turned(Duration lag) {
        if (lag.compareTo(Loop.LATE) > 0) {
            log.info("The loop was late by_ms={}: nobody is blamed for it", lag.toMillis());
        }
    }

    private Object documentOf(WorkerId worker) {
        DocumentId document = documents.get(worker);
        return document == null ? NONE : document;
    }

    private Object forgotten(WorkerId worker) {
        attached.remove(worker);
        DocumentId document = documents.remove(worker);
        return document == null ? NONE : document;
    }

    private void booked(Action.Book a) {
        switch (a.status()) {
            case ACTIVE ->
                    log.info(
                            attached.add(a.worker())
                                    ? "✅ Spawned agent for {} agent={} worker={}"
                                    : "Agent is back in {} agent={} worker={}",
                            a.life().document(),
                            a.life().agentId(),
                            a.worker());
            case IDLE, DETACHING ->
                    log.info(
                            "Detaching agent from {} ({}) worker={}",
                            a.life().document(),
                            a.reason(),
                            a.worker());
            case DISCONNECTED ->
                    log.info(
                            "Detached agent from {} ({}) worker={}",
                            a.life().document(),
                            a.reason(),
                            a.worker());
            case ERROR ->
                    log.warn(
                            "Lost the agent of {} ({}) worker={}",
                            a.life().document(),
                            a.reason(),
                            a.worker());
            case CONNECTING ->
                    log.debug("connecting agent={} worker={}", a.life().agentId(), a.worker());
        }
    }

    private void reported(Action.Report a) {
        log.warn(
                "Incident kind={} document={} why=\"{}\"",
                a.kind(),
                a.document() == null ? NONE : a.document(),
                a.sentence());
        for (String line : a.lastStderrLines()) {
            log.debug("  last words document={} | {}", a.document(), line);
        }
    }
}
