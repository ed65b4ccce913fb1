package dev.attache.manager.cli;

import dev.attache.manager.Watcher;
import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells the person in front of a demo what happens to documents, one short sentence each. Facts and
 * decisions come on the loop's thread; what was there first is said once.
 */
final class DemoTerminal implements Watcher {
    private final PrintWriter out;
    private final int capacity;
    private final Runnable whenReady;
    private final Set<DocumentId> inUse = new HashSet<>();
    private final Map<WorkerId, DocumentId> attached = new HashMap<>();
    private boolean ready;

    DemoTerminal(PrintWriter out, int capacity, Runnable whenReady) {
        this.out = out;
        this.capacity = capacity;
        this.whenReady = whenReady;
    }

    @Override
    public synchronized void happened(Event event) {
        switch (event) {
            case Event.InUse e -> {
                boolean isNew = inUse.add(e.document());
                if (isNew && attached.size() >= capacity && !attached.containsValue(e.document())) {
                    say(e.document() + " waits: all " + capacity + " agents are taken");
                }
            }
            case Event.NotInUse e -> inUse.remove(e.document());
            case Event.BooksReachable e when !e.reachable() ->
                    say("PostgreSQL does not answer; agents stay where they are");
            default -> {}
        }
    }

    @Override
    public synchronized void decided(Action action) {
        switch (action) {
            case Action.Attach a -> attached.put(a.worker(), a.life().document());
            case Action.Release a when a.reason() == Action.Reason.OUTRANKED && a.by() != null ->
                    say(
                            attached.get(a.worker())
                                    + ": its agent is asked to make way for "
                                    + a.by());
            case Action.Book a -> booked(a);
            // Before anything is there its first alarms are about nothing.
            case Action.Alarm a when ready -> say(a.sentence());
            default -> {}
        }
    }

    @Override
    public void turned(Instant at, int events, int actions, Duration lag) {
        synchronized (this) {
            if (ready) {
                return;
            }
            ready = true;
        }
        // Never on the loop's thread: it starts processes.
        Thread.ofVirtual().name("demo-ready").start(whenReady);
    }

    @Override
    public void used(DocumentId document, long calls, long tokensIn, long tokensOut) {}

    private void booked(Action.Book book) {
        DocumentId document = book.life().document();
        switch (book.status()) {
            case ACTIVE -> say(document + ": an agent is there");
            case DISCONNECTED -> {
                attached.remove(book.worker());
                say(document + ": the agent has left (" + book.reason() + ")");
            }
            case ERROR -> say(document + ": the agent is lost (" + book.reason() + ")");
            case CONNECTING, IDLE, DETACHING -> {}
        }
    }

    private void say(String sentence) {
        out.println(sentence);
        out.flush();
    }
}
