package dev.attache.manager.testkit;

import dev.attache.manager.activity.UsedDocuments;
import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The truth as a test wants it, which can be unreadable for a while. */
public final class InMemoryUsedDocuments implements UsedDocuments {
    private final Map<DocumentId, Used> used = new TreeMap<>();
    private final Map<DocumentId, LeasedElsewhere> elsewhere = new TreeMap<>();
    private final Map<DocumentId, Wished> wishes = new TreeMap<>();
    private final Map<DocumentId, Quarantined> quarantines = new TreeMap<>();
    private final Map<DocumentId, Lifted> lifted = new TreeMap<>();
    private @Nullable String trouble;
    private int reads;

    @Override
    public synchronized Reading read() throws Unreadable {
        reads++;
        if (trouble != null) {
            throw new Unreadable(trouble, null);
        }
        return new Reading(
                List.copyOf(used.values()),
                List.copyOf(elsewhere.values()),
                List.copyOf(wishes.values()),
                List.copyOf(quarantines.values()),
                List.copyOf(lifted.values()));
    }

    public synchronized int reads() {
        return reads;
    }

    public synchronized void use(String document, Duration activityAge) {
        used.put(id(document), new Used(id(document), activityAge, null));
    }

    public synchronized void use(String document, Duration activityAge, Duration signAge) {
        used.put(id(document), new Used(id(document), activityAge, signAge));
    }

    public synchronized void leave(String document) {
        used.remove(id(document));
    }

    public synchronized void lease(String document, String manager, long epoch) {
        elsewhere.put(id(document), new LeasedElsewhere(id(document), manager, epoch));
    }

    public synchronized void free(String document) {
        elsewhere.remove(id(document));
    }

    public synchronized void wish(String document, Wish wish) {
        wishes.put(id(document), new Wished(id(document), wish));
    }

    public synchronized void wishNothing(String document) {
        wishes.remove(id(document));
    }

    public synchronized void quarantine(String document, String reason, Duration liftableIn) {
        quarantines.put(id(document), new Quarantined(id(document), reason, 1, liftableIn));
    }

    public synchronized void lift(String document) {
        lift(document, Duration.ZERO);
    }

    public synchronized void lift(String document, Duration ago) {
        Quarantined was = quarantines.remove(id(document));
        if (was != null) {
            lifted.put(id(document), new Lifted(id(document), was.strikes(), ago));
        }
    }

    public synchronized void goAway(String why) {
        trouble = why;
    }

    public synchronized void comeBack() {
        trouble = null;
    }

    private static DocumentId id(String document) {
        return new DocumentId(document);
    }
}
