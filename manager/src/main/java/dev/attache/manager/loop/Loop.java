package dev.attache.manager.loop;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Fleet;

import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Take, observe, decide, issue, perform: the only thread that sees the fleet. It has no catch: when
 * the books may be wrong, the manager ends, and a re-read repairs what it left.
 */
public final class Loop {
    /** A turn that begins this much after it was due has slept, and so may have everybody else. */
    public static final Duration LATE = Duration.ofSeconds(2);

    /**
     * How often the loop turns when nothing happens, so that a watchdog can tell it from a dead
     * one.
     */
    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    /** What the loop tells those who watch it; called on its thread, must return at once. */
    public interface Turns {
        void turned(Instant at, int events, int actions, Duration lag);
    }

    /** There is nobody to answer any more. */
    public static final class Ended extends RuntimeException {
        @Serial private static final long serialVersionUID = 1;

        Ended() {
            super("The manager has ended.");
        }
    }

    private record Question<T>(Function<Fleet, T> question, CompletableFuture<T> answer) {
        void unanswered() {
            answer.completeExceptionally(new Ended());
        }

        void askedOf(Fleet fleet) {
            answer.complete(question.apply(fleet));
        }
    }

    private final Fleet fleet;
    private final Inbox inbox;
    private final Performer performer;
    private final InstantSource clock;
    private final Turns turns;
    private final Queue<Question<?>> questions = new ConcurrentLinkedQueue<>();
    private Instant acted = Instant.MIN;
    private volatile boolean ended;

    public Loop(Fleet fleet, Inbox inbox, Performer performer, InstantSource clock, Turns turns) {
        this.fleet = fleet;
        this.inbox = inbox;
        this.performer = performer;
        this.clock = clock;
        this.turns = turns;
    }

    /** Returns when the fleet has been drained. */
    public void run() throws InterruptedException {
        try {
            act(clock.instant());
            while (!fleet.isOver()) {
                turn();
            }
        } finally {
            ended = true;
            dismissQuestions();
        }
    }

    /**
     * Asks the books something, at the end of a turn that begins at once, or fails with `Ended`.
     */
    public <T> CompletableFuture<T> ask(Function<Fleet, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        questions.add(new Question<>(question, answer));
        if (ended) {
            dismissQuestions();
        } else {
            inbox.put(new Event.LookRequested());
        }
        return answer;
    }

    private void dismissQuestions() {
        Question<?> question = questions.poll();
        while (question != null) {
            question.unanswered();
            question = questions.poll();
        }
    }

    private void turn() throws InterruptedException {
        // From the last look at the books, not from now: what was slept through since then,
        // between a decision and its performance too, was nobody else's silence.
        Instant until = earlier(fleet.wakeAt(acted), acted.plus(AT_LEAST));
        List<Event> events = inbox.take(until);
        Instant now = clock.instant();
        Duration lag = Duration.between(until, now);
        if (lag.compareTo(LATE) > 0) {
            fleet.observe(new Event.LoopWasLate(lag), now);
        }
        for (Event event : events) {
            fleet.observe(event, now);
        }
        int actions = act(now);
        Question<?> question = questions.poll();
        while (question != null) {
            question.askedOf(fleet);
            question = questions.poll();
        }
        turns.turned(now, events.size(), actions, lag.isNegative() ? Duration.ZERO : lag);
    }

    private int act(Instant now) {
        acted = now;
        int actions = 0;
        Optional<Action> next = fleet.next(now);
        while (next.isPresent()) {
            fleet.issued(next.get(), now);
            performer.perform(next.get());
            actions++;
            next = fleet.next(now);
        }
        return actions;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
