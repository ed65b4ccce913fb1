package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.Block;
import dev.attache.worker.extract.Extraction;
import dev.attache.worker.extract.Place;
import dev.attache.worker.extract.Shortfall;
import dev.attache.worker.replica.Presence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The books of one worker. Only its loop writes and reads them. */
final class Session {
    /** The attach, and what it set. */
    record Task(ToWorker.Attach attach, SessionSettings settings) {}

    final Crowd crowd = new Crowd();
    final Counters counters = new Counters();
    final Removals removals = new Removals();
    final Strays strays = new Strays();
    final Readings readings = new Readings();
    final TextBook text = new TextBook(readings);

    private final Complaints complaints = new Complaints();
    private final List<Action> urgent = new ArrayList<>();
    private final List<Finding> held = new ArrayList<>();
    private @Nullable Task task;
    private boolean joined;
    private boolean begun;
    private boolean readBefore;
    private boolean synced;
    private Instant syncedAt = Instant.MAX;
    private @Nullable Call call;
    private long calls;
    private Optional<Shortfall> shortfall = Optional.empty();
    private @Nullable Departure departure;
    private boolean busyTold;
    private @Nullable Presence shown;
    private Instant markedAt = Instant.MIN;
    private Instant measureAt = Instant.MAX;
    private Instant keepAt = Instant.MAX;

    /** Everything but the document itself. */
    void observe(Fact fact, Instant now) {
        switch (fact) {
            case Fact.Told(ToWorker message) -> told(message, now);
            case Fact.Garbled(String why) -> log("the manager sent " + why);
            case Fact.ManagerGone(String how) -> {
                log("leaving, because the manager is gone: " + how);
                depart(Departure.because(Reason.MANAGER_GONE));
            }
            case Fact.Terminated _ -> depart(Departure.because(Reason.SHUTDOWN));
            case Fact.Answered(long id, Extraction extraction) -> answered(id, extraction);
            case Fact.AnswerFailed(long id, String fault) -> failed(id, fault);
            case Fact.Unreadable(String why) -> {
                fail(Cause.SETUP, why);
                depart(Departure.because(Reason.ERROR));
            }
            case Fact.Signalled _ -> {} // The replica has taken it.
        }
    }

    private void told(ToWorker message, Instant now) {
        switch (message) {
            case ToWorker.Attach attach -> attach(attach);
            case ToWorker.Ping(long id) -> say(new FromWorker.Pong(id, doing()));
            case ToWorker.Token(String token) -> urgent.add(new Action.Token(token));
            case ToWorker.Release _ -> {
                if (isBusy(now)) {
                    say(new FromWorker.Busy());
                    busyTold = true;
                } else {
                    depart(Departure.because(Reason.RELEASED));
                }
            }
            case ToWorker.Shutdown _ -> depart(Departure.because(Reason.SHUTDOWN));
        }
    }

    private void attach(ToWorker.Attach attach) {
        if (task != null) {
            log("a second attach was ignored: this worker has a document");
            return;
        }
        try {
            task = new Task(attach, SessionSettings.from(attach.settings()));
        } catch (IllegalArgumentException wrong) {
            fail(Cause.SETUP, String.valueOf(wrong.getMessage()));
            depart(Departure.because(Reason.ERROR));
            return;
        }
        log("Starting for document: " + attach.document().value());
        log("Agent ID: " + attach.agentId());
        if (attach.checkpoint() != null) {
            readBefore = Memory.read(attach.checkpoint(), removals, readings);
        }
    }

    private void answered(long id, Extraction extraction) {
        if (call == null || call.id() != id) {
            return;
        }
        counters.call(extraction.usage());
        if (extraction.shortfall().isPresent()
                && !extraction
                        .shortfall()
                        .map(Shortfall::kind)
                        .equals(shortfall.map(Shortfall::kind))) {
            Shortfall why = extraction.shortfall().get();
            log("the model did not answer why=" + why.kind());
            if (why.kind() != Shortfall.Kind.BUDGET) {
                fail(Cause.MODEL, why.message());
            }
        }
        shortfall = extraction.shortfall();
        List<List<Place>> places = extraction.places();
        for (int i = 0; i < call.asked().size(); i++) {
            Asked asked = call.asked().get(i);
            List<Place> named = i < places.size() ? places.get(i) : List.of();
            text.answered(asked.print(), named);
            held.add(new Finding(asked, named));
        }
        call = null;
    }

    /** They count as unread for the next worker, and are not asked again by this one. */
    private void failed(long id, String fault) {
        if (call != null && call.id() == id) {
            call = null;
            fail(Cause.MODEL, "the extractor failed: " + fault);
        }
    }

    Task task() {
        return java.util.Objects.requireNonNull(task);
    }

    boolean isToJoin() {
        return task != null && !joined;
    }

    void joined(Instant now) {
        joined = true;
        complaints.outOfStep(now);
        log("joining document=" + task().attach().document().value());
        measureAt = now;
    }

    /** In step with the server; the blocks are the whole document, at the first time only. */
    void synced(List<Block> blocks, Instant now) {
        synced = true;
        syncedAt = now;
        complaints.inStep();
        if (!begun) {
            begun = true;
            text.begin(blocks, task().settings().backlogSentences(), readBefore, now);
            log("Synced: true");
            log("Period-triggered LLM processing enabled");
        }
        say(new FromWorker.Connected());
    }

    boolean hasBegun() {
        return begun;
    }

    void disconnected(int code, String reason, Instant now) {
        if (synced) {
            complaints.outOfStep(now);
        }
        synced = false;
        syncedAt = Instant.MAX;
        log("disconnected code=" + code + " reason=" + reason);
        say(new FromWorker.Disconnected(Math.max(0, code), reason));
        complaints.attemptFailed(code, reason, now).ifPresent(this::fail);
    }

    void refused(String why, Instant now) {
        complaints.refused(why, now).ifPresent(this::fail);
    }

    void asked(List<Asked> asked, List<Finding> remembered) {
        held.addAll(remembered);
        if (!asked.isEmpty()) {
            call = new Call(++calls, asked);
        }
    }

    @Nullable Call call() {
        return call;
    }

    List<Finding> held() {
        return held;
    }

    /** The findings are in the document now, or their sentences are gone from it. */
    void written(List<Finding> findings, int fresh, boolean changed, Instant now) {
        held.removeAll(findings);
        for (Finding finding : findings) {
            text.hasBeenRead(finding.asked().print(), finding.asked().block());
        }
        counters.marked(fresh);
        if (changed) {
            markedAt = now;
            log("marked places new=" + fresh + " sentences=" + findings.size());
        }
        // Until then the server has them: what a checkpoint covers must not be lost with us.
        keepAt = now.plus(SessionPlanner.KEEP_AFTER);
    }

    /** Its sentence stands in another block now. */
    void moved(Finding finding, Finding there) {
        held.remove(finding);
        held.add(there);
    }

    /** A successor must not take for read what is typed again. */
    void forgot(Instant now) {
        Instant soon = now.plus(SessionPlanner.FORGET_AFTER);
        keepAt = soon.isBefore(keepAt) ? soon : keepAt;
    }

    void removed(Removals.Removal removal, Instant now) {
        removals.add(removal);
        log("a person took a mark away; it will not be put there again");
        keepAt = now;
    }

    void putBack(Instant now) {
        log("a person put a mark back that was taken away");
        keepAt = now;
    }

    /**
     * A call or an answer would be lost; one that may not be written for long is not waited for.
     */
    boolean isBusy(Instant now) {
        return call != null || !SessionPlanner.writable(this, now).isEmpty();
    }

    Doing doing() {
        if (call != null) {
            return Doing.MODEL;
        }
        return text.hasUnread() || !held.isEmpty() ? Doing.WORKING : Doing.FREE;
    }

    void issued(Action action, Instant now) {
        switch (action) {
            case Action.Say(FromWorker.Busy _) -> busyTold = true;
            case Action.Say(FromWorker.Free _) -> busyTold = false;
            case Action.Say(FromWorker.Activity _) -> crowd.told(now);
            case Action.Show(Presence presence) -> shown = presence;
            case Action.Ask(List<Unread> sentences) -> text.take(sentences);
            case Action.Tidy(List<String> ids) -> strays.forget(ids);
            case Action.Keep _ -> keepAt = Instant.MAX;
            case Action.Measure _ -> measureAt = now.plus(SessionPlanner.MEASURE_EVERY);
            case Action.Say _,
                    Action.Log _,
                    Action.Join _,
                    Action.Token _,
                    Action.Write _,
                    Action.Leave _ -> {}
        }
        urgent.remove(action);
    }

    List<Action> urgent() {
        return urgent;
    }

    void say(FromWorker message) {
        urgent.add(new Action.Say(message));
    }

    void log(String line) {
        urgent.add(new Action.Log(line));
    }

    void fail(Cause cause, String message) {
        fail(new FromWorker.Failure(cause, message));
    }

    private void fail(FromWorker.Failure failure) {
        log("error cause=" + failure.cause() + ": " + failure.message());
        say(failure);
    }

    /** The first reason to leave is the one that counts. */
    void depart(Departure why) {
        if (departure == null) {
            departure = why;
        }
    }

    @Nullable Departure departure() {
        return departure;
    }

    boolean isSynced() {
        return synced;
    }

    Instant syncedAt() {
        return syncedAt;
    }

    boolean busyTold() {
        return busyTold;
    }

    @Nullable Presence shown() {
        return shown;
    }

    Instant markedAt() {
        return markedAt;
    }

    Instant measureAt() {
        return measureAt;
    }

    Instant keepAt() {
        return keepAt;
    }

    Optional<Shortfall> shortfall() {
        return shortfall;
    }
}
