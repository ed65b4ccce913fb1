package dev.attache.manager;

import dev.attache.manager.agent.Lives;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.store.WriteBehind;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands before the inbox: what is a fact for the loop is often a fact for the books, the log and
 * the metrics, too. Called on the adapters' threads; hands on and never waits.
 */
final class Tap implements Inbox {
    private final Inbox inbox;
    private final WriteBehind books;
    private final DecisionLog log;
    private final Watcher watcher;
    private final Lives lives;
    private final Map<WorkerId, Integer> people = new ConcurrentHashMap<>();
    private final Set<DocumentId> inUse = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String workerVersion;

    Tap(Inbox inbox, WriteBehind books, DecisionLog log, Watcher watcher, Lives lives) {
        this.inbox = inbox;
        this.books = books;
        this.log = log;
        this.watcher = watcher;
        this.lives = lives;
    }

    @Override
    public void put(Event event) {
        watcher.happened(event);
        switch (event) {
            case Event.InUse e -> {
                if (inUse.add(e.document())) {
                    log.happened(e);
                }
            }
            case Event.NotInUse e -> {
                if (inUse.remove(e.document())) {
                    log.happened(e);
                }
            }
            case Event.WorkerStarted e -> {
                books.started(e.worker(), e.pid());
                log.happened(e);
            }
            case Event.WorkerReady e -> {
                workerVersion = e.ready().version();
                books.ready(e.worker(), workerVersion);
                log.happened(e);
            }
            case Event.PeopleSeen e -> {
                people.put(e.worker(), e.people());
                if (e.edited()) {
                    touched(e.worker());
                }
            }
            case Event.WorkerBusy e -> touched(e.worker());
            case Event.WorkerExited e -> {
                people.remove(e.worker());
                log.happened(e);
            }
            default -> log.happened(event);
        }
        inbox.put(event);
    }

    @Override
    public List<Event> take(Instant until) throws InterruptedException {
        return inbox.take(until);
    }

    /** What the workers say they are; null until the first has said it. */
    @Nullable String workerVersion() {
        return workerVersion;
    }

    /** A document whose worker sees people needs no other sign of life. */
    boolean peopleSeen(DocumentId document) {
        return people.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .flatMap(entry -> lives.of(entry.getKey()).stream())
                .anyMatch(life -> life.document().equals(document));
    }

    private void touched(WorkerId worker) {
        lives.of(worker).ifPresent(books::touched);
    }
}
