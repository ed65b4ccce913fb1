package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.worker.crdt.PoisonedDocumentException;
import dev.attache.worker.replica.Signal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Take, observe, plan, perform: the only thread that sees the books and the document. It waits for
 * nothing but its inbox.
 */
public final class SessionLoop {
    /** As long as a manager that shuts us down waits, less what the rest of leaving takes. */
    private static final Duration FAREWELL = Duration.ofMillis(700);

    private static final long LAST_WORDS_MILLIS = 500;

    private final Session books = new Session();
    private final Inbox inbox;
    private final InstantSource clock;
    private final Turns turns;
    private final Mouth mouth;
    private final Stage stage;

    public SessionLoop(Inbox inbox, InstantSource clock, Turns turns, Ports ports) {
        this.inbox = inbox;
        this.clock = clock;
        this.turns = turns;
        this.mouth = ports.mouth();
        this.stage = new Stage(books, ports);
    }

    /** Returns the exit code. */
    public int run() throws InterruptedException {
        try {
            while (true) {
                Instant wakeAt = act();
                if (books.departure() != null) {
                    return leave(books.departure());
                }
                turns.waiting();
                List<Fact> facts = inbox.take(earlier(wakeAt, stage.wakeAt()));
                turns.working();
                Instant now = clock.instant();
                for (Fact fact : facts) {
                    books.observe(fact, now);
                    stage.observe(fact, now);
                }
                stage.tick(now);
            }
        } catch (PoisonedDocumentException poisoned) {
            books.voice.fail(FromWorker.Cause.DOCUMENT, String.valueOf(poisoned.getMessage()));
            books.voice.urgent().forEach(action -> stage.perform(action, clock.instant()));
            Departure departure = Departure.because(FromWorker.Reason.ERROR);
            mouth.say(departure.bye());
            mouth.close(LAST_WORDS_MILLIS);
            return departure.exitCode();
        }
    }

    /** Until there is nothing left to do now; then says when there will be. */
    private Instant act() {
        while (true) {
            Instant now = clock.instant();
            Plan plan = SessionPlanner.plan(books, now);
            if (plan.actions().isEmpty() || books.departure() != null) {
                plan.actions().forEach(action -> perform(action, now));
                return plan.wakeAt();
            }
            plan.actions().forEach(action -> perform(action, now));
        }
    }

    private void perform(Action action, Instant now) {
        books.issued(action, now);
        stage.perform(action, now);
    }

    /** Takes the presence back, waits until the server has heard it, and says what is left. */
    private int leave(Departure departure) throws InterruptedException {
        boolean wasSynced = books.contact.isSynced();
        stage.close();
        boolean heard = false;
        Instant until = clock.instant().plus(FAREWELL);
        while (wasSynced && !heard && clock.instant().isBefore(until)) {
            heard = inbox.take(until).stream().anyMatch(SessionLoop::isEndOfConnection);
        }
        if (heard && books.contact.hasBegun()) {
            mouth.say(stage.checkpoint());
        }
        stage.free();
        if (departure.bye().reason() == FromWorker.Reason.RELEASED) {
            mouth.say(new FromWorker.Released());
        }
        mouth.say(departure.bye());
        mouth.close(LAST_WORDS_MILLIS);
        return departure.exitCode();
    }

    private static boolean isEndOfConnection(Fact fact) {
        return fact instanceof Fact.Signalled(Signal.Closed _);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
