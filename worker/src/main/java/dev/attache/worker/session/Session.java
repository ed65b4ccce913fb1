package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.Block;
import dev.attache.worker.extract.Extraction;
import dev.attache.worker.replica.Presence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The books of one worker. Only its loop writes and reads them. */
final class Session {
    /** The attach, and what it set. */
    record Task(ToWorker.Attach attach, SessionSettings settings) {}

    final Voice voice = new Voice();
    final Contact contact = new Contact(voice);
    final Crowd crowd = new Crowd();
    final Counters counters = new Counters();
    final Removals removals = new Removals();
    final Strays strays = new Strays();
    final Readings readings = new Readings();
    final TextBook text = new TextBook(readings);
    final Work work = new Work(voice, counters, text);
    final Reports reports = new Reports();

    private @Nullable Task task;
    private boolean readBefore;
    private @Nullable Departure departure;

    /** Everything but the document itself. */
    void observe(Fact fact, Instant now) {
        switch (fact) {
            case Fact.Told(ToWorker message) -> told(message, now);
            case Fact.Garbled(String why) -> voice.log("the manager sent " + why);
            case Fact.ManagerGone(String how) -> {
                voice.log("leaving, because the manager is gone: " + how);
                depart(Departure.because(Reason.MANAGER_GONE));
            }
            case Fact.Terminated _ -> depart(Departure.because(Reason.SHUTDOWN));
            case Fact.Answered(long id, Extraction extraction) -> work.answered(id, extraction);
            case Fact.AnswerFailed(long id, String fault) -> work.failed(id, fault);
            case Fact.Unreadable(String why) -> giveUp(Cause.SETUP, why);
            case Fact.Signalled _ -> {} // The replica has taken it.
        }
    }

    private void told(ToWorker message, Instant now) {
        switch (message) {
            case ToWorker.Attach attach -> attach(attach);
            case ToWorker.Ping(long id) -> voice.say(new FromWorker.Pong(id, doing()));
            case ToWorker.Token(String token) -> voice.pass(token);
            case ToWorker.Release _ -> {
                if (isBusy(now)) {
                    voice.say(new FromWorker.Busy());
                    reports.busy(true);
                } else {
                    depart(Departure.because(Reason.RELEASED));
                }
            }
            case ToWorker.Shutdown _ -> depart(Departure.because(Reason.SHUTDOWN));
        }
    }

    private void attach(ToWorker.Attach attach) {
        if (task != null) {
            voice.log("a second attach was ignored: this worker has a document");
            return;
        }
        try {
            task = new Task(attach, SessionSettings.from(attach.settings()));
        } catch (IllegalArgumentException wrong) {
            giveUp(Cause.SETUP, String.valueOf(wrong.getMessage()));
            return;
        }
        voice.log("Starting for document: " + attach.document().value());
        voice.log("Agent ID: " + attach.agentId());
        if (attach.checkpoint() != null) {
            readBefore = Memory.read(attach.checkpoint(), removals, readings);
        }
    }

    Task task() {
        return Objects.requireNonNull(task);
    }

    boolean isToJoin() {
        return task != null && !contact.hasJoined();
    }

    void joined(Instant now) {
        contact.joined(now);
        voice.log("joining document=" + task().attach().document().value());
        reports.measureAt(now);
    }

    /** In step with the server; the blocks are the whole document, at the first time only. */
    void synced(List<Block> blocks, Instant now) {
        if (contact.synced(now)) {
            text.begin(blocks, task().settings().backlogSentences(), readBefore, now);
            voice.log("Synced: true");
            voice.log("Period-triggered LLM processing enabled");
        }
        voice.say(new FromWorker.Connected());
    }

    /** The findings are in the document now, or their sentences are gone from it. */
    void written(List<Finding> findings, int fresh, boolean changed, Instant now) {
        work.written(findings);
        counters.marked(fresh);
        if (changed) {
            reports.marked(now);
            voice.log("marked places new=" + fresh + " sentences=" + findings.size());
        }
        // Until then the server has them: what a checkpoint covers must not be lost with us.
        reports.keepAt(now.plus(SessionPlanner.KEEP_AFTER));
    }

    /** A successor must not take for read what is typed again. */
    void forgot(Instant now) {
        reports.keepBy(now.plus(SessionPlanner.FORGET_AFTER));
    }

    void removed(Removals.Removal removal, Instant now) {
        removals.add(removal);
        voice.log("a person took a mark away; it will not be put there again");
        reports.keepAt(now);
    }

    void putBack(Instant now) {
        voice.log("a person put a mark back that was taken away");
        reports.keepAt(now);
    }

    /**
     * A call or an answer would be lost; one that may not be written for long is not waited for.
     */
    boolean isBusy(Instant now) {
        return work.call() != null || !SessionPlanner.writable(this, now).isEmpty();
    }

    Doing doing() {
        if (work.call() != null) {
            return Doing.MODEL;
        }
        return text.hasUnread() || !work.held().isEmpty() ? Doing.WORKING : Doing.FREE;
    }

    /** Before it is performed. */
    void issued(Action action, Instant now) {
        switch (action) {
            case Action.Say(FromWorker.Busy _) -> reports.busy(true);
            case Action.Say(FromWorker.Free _) -> reports.busy(false);
            case Action.Say(FromWorker.Activity _) -> crowd.told(now);
            case Action.Show(Presence presence) -> reports.shown(presence);
            case Action.Ask(List<Unread> sentences) -> text.take(sentences);
            case Action.Tidy(List<String> ids) -> strays.forget(ids);
            case Action.Keep _ -> reports.keepAt(Instant.MAX);
            case Action.Measure _ -> reports.measureAt(now.plus(SessionPlanner.MEASURE_EVERY));
            case Action.Say _,
                    Action.Log _,
                    Action.Join _,
                    Action.Token _,
                    Action.Write _,
                    Action.Leave _ -> {}
        }
        voice.issued(action);
    }

    /** With a fault that this worker cannot mend. */
    void giveUp(Cause cause, String why) {
        voice.fail(cause, why);
        depart(Departure.because(Reason.ERROR));
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
}
