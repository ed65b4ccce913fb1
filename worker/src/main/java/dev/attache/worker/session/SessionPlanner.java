package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.worker.replica.Presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at the books and the time and says what should be done. Pure: it changes nothing. */
final class SessionPlanner {
    static final Duration MEASURE_EVERY = Duration.ofSeconds(30);

    /** A checkpoint must not run ahead of the marks it covers: by then the server has them. */
    static final Duration KEEP_AFTER = Duration.ofSeconds(2);

    /** Editing a sentence that was read forgets it letter by letter: not a checkpoint for each. */
    static final Duration FORGET_AFTER = Duration.ofMillis(500);

    /** After a sync it takes a moment until everybody has said which marks they know. */
    private static final Duration INTRODUCTIONS = Duration.ofMillis(500);

    private static final Duration SHOW_MARKING = Duration.ofSeconds(1);

    /** What one call reads; the rest joins the next one. */
    private static final int MOST_SENTENCES = 20;

    /** Typing on and on puts a call off, but not for ever. */
    private static final int LONGEST_WAIT = 5;

    private SessionPlanner() {}

    static Plan plan(Session books, Instant now) {
        List<Action> actions = new ArrayList<>(books.voice.urgent());
        if (books.departure() != null) {
            if (books.contact.hasBegun()) {
                // What was done and used since the last figures would be forgotten with this life.
                actions.add(new Action.Measure());
            }
            actions.add(new Action.Leave(books.departure()));
            return new Plan(actions, Instant.MAX);
        }
        if (books.isToJoin()) {
            actions.add(new Action.Join(books.task().attach(), books.task().settings()));
        }
        if (!books.contact.hasBegun()) {
            return new Plan(actions, Instant.MAX);
        }
        Wake wake = new Wake(now);
        List<Finding> writable = writable(books, now);
        if (!writable.isEmpty()) {
            actions.add(new Action.Write(writable));
        } else if (mayAsk(books, now)) {
            List<Unread> unread = books.text.unread(MOST_SENTENCES, books.crowd.composing());
            if (!unread.isEmpty() && wake.isDue(askAt(books))) {
                actions.add(new Action.Ask(unread));
            }
        }
        if (mayWrite(books, now) && wake.isDue(books.strays.dueAt())) {
            actions.add(new Action.Tidy(books.strays.due(now)));
        }
        if (wake.isDue(books.crowd.dueAt())) {
            actions.add(
                    new Action.Say(
                            new FromWorker.Activity(books.crowd.count(), books.crowd.edited())));
        }
        if (books.isBusy(now) != books.reports.saidBusy()) {
            actions.add(
                    new Action.Say(
                            books.reports.saidBusy()
                                    ? new FromWorker.Free()
                                    : new FromWorker.Busy()));
        }
        if (books.contact.isSynced() && wake.isDue(books.reports.keepAt())) {
            actions.add(new Action.Keep());
        }
        if (wake.isDue(books.reports.measureAt())) {
            actions.add(new Action.Measure());
        }
        Presence presence = presence(books, now);
        if (!presence.equals(books.reports.shown())) {
            actions.add(new Action.Show(presence));
        }
        wake.isDue(books.reports.markedAt().plus(SHOW_MARKING));
        wake.isDue(introducedAt(books));
        return new Plan(actions, wake.at());
    }

    /** Marks only while every editor knows them, and while we hear who is there. */
    private static boolean mayWrite(Session books, Instant now) {
        return books.contact.isSynced()
                && !introducedAt(books).isAfter(now)
                && books.crowd.knowsMarks(books.task().settings().guard());
    }

    private static Instant introducedAt(Session books) {
        return books.contact.isSynced()
                ? books.contact.syncedAt().plus(INTRODUCTIONS)
                : Instant.MAX;
    }

    /** A paragraph in which somebody composes a character waits; the rest does not. */
    static List<Finding> writable(Session books, Instant now) {
        if (!mayWrite(books, now)) {
            return List.of();
        }
        return books.work.held().stream()
                .filter(finding -> !books.crowd.composing().contains(finding.asked().block()))
                .toList();
    }

    private static boolean mayAsk(Session books, Instant now) {
        return books.work.call() == null && books.text.hasUnread() && mayWrite(books, now);
    }

    private static Instant askAt(Session books) {
        Duration quiet = books.task().settings().debounce();
        Instant settled = books.text.lastUnread().plus(quiet);
        Instant latest = books.text.firstUnread().plus(quiet.multipliedBy(LONGEST_WAIT));
        return settled.isBefore(latest) ? settled : latest;
    }

    private static Presence presence(Session books, Instant now) {
        String state;
        String reason = "";
        if (!books.crowd.knowsMarks(books.task().settings().guard())) {
            state = "waiting";
            reason =
                    "Somebody's editor does not know place marks; marking goes on when it is"
                            + " closed.";
        } else if (books.reports.markedAt().plus(SHOW_MARKING).isAfter(now)) {
            state = "marking";
        } else if (books.work.call() != null) {
            state = "thinking";
        } else if (books.text.hasUnread() || !books.work.held().isEmpty()) {
            boolean composing =
                    books.text.unread(1, books.crowd.composing()).isEmpty()
                            && !books.crowd.composing().isEmpty();
            state = composing ? "waiting" : "reading";
            reason = composing ? "Somebody is composing a character in this paragraph." : "";
        } else if (books.contact.seesNoText()) {
            state = "waiting";
            reason = "This agent finds no text here that it can mark; whoever runs it is told why.";
        } else {
            state = "resting";
            reason = books.work.shortfall().map(s -> s.message()).orElse("");
        }
        SessionSettings settings = books.task().settings();
        return new Presence(settings.agentName(), settings.agentColor(), state, reason);
    }

    /** Collects the instants at which something becomes due. */
    private static final class Wake {
        private final Instant now;
        private Instant at = Instant.MAX;

        Wake(Instant now) {
            this.now = now;
        }

        boolean isDue(Instant instant) {
            if (!instant.isAfter(now)) {
                return true;
            }
            at = instant.isBefore(at) ? instant : at;
            return false;
        }

        Instant at() {
            return at;
        }
    }
}
