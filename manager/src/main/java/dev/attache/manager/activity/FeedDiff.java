package dev.attache.manager.activity;

import dev.attache.manager.activity.UsedDocuments.Reading;
import dev.attache.manager.activity.UsedDocuments.Used;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compares what is read with what was last delivered, and says only what differs. Pure but for its
 * memory; the feed's thread alone calls it.
 */
public final class FeedDiff {
    public static final Duration SIGN_WITHIN = Duration.ofMinutes(15);

    private final Predicate<DocumentId> minded;
    private final Predicate<DocumentId> peopleSeen;
    private final Outages outages = new Outages();
    private final Map<DocumentId, Delivered> delivered = new HashMap<>();
    private @Nullable Boolean reachable;

    /**
     * Nothing has been delivered yet.
     *
     * @param minded the documents this manager minds at all
     * @param peopleSeen whether a document's worker sees people there: it needs no other sign
     */
    public FeedDiff(Predicate<DocumentId> minded, Predicate<DocumentId> peopleSeen) {
        this.minded = minded;
        this.peopleSeen = peopleSeen;
    }

    /** The fleet has learnt elsewhere that what it believes of this lease is wrong. */
    public void doubtLease(DocumentId document) {
        Delivered told = delivered.computeIfAbsent(document, _ -> new Delivered());
        told.elsewhere = null;
        told.leaseDoubted = true;
    }

    public List<Event> unreadable() {
        outages.failed();
        return reachable(false);
    }

    public List<Event> read(Reading reading, Instant now) {
        outages.reached(now);
        var events = new ArrayList<>(reachable(true));
        // Wishes, quarantines and leases first: an InUse of a banned document starts nothing.
        wishes(reading, now, events);
        quarantines(reading, now, events);
        strikes(reading, now, events);
        leases(reading, events);
        uses(reading, now, events);
        delivered.values().removeIf(Delivered::isNothing);
        return events;
    }

    private List<Event> reachable(boolean is) {
        if (reachable != null && reachable == is) {
            return List.of();
        }
        reachable = is;
        return List.of(new Event.BooksReachable(is));
    }

    private void wishes(Reading reading, Instant now, List<Event> events) {
        var strongest = new HashMap<DocumentId, Wish>();
        for (var wished : reading.wishes()) {
            if (minded.test(wished.document())) {
                strongest.merge(wished.document(), wished.wish(), FeedDiff::stronger);
            }
        }
        strongest.forEach(
                (document, wish) -> {
                    Instant ends = wish.endsIn() == null ? null : now.plus(wish.endsIn());
                    Delivered told = told(document);
                    if (told.tellsOfWish(wish, ends)) {
                        told.wish = wish;
                        told.wishEnds = ends;
                        events.add(new Event.OverrideRead(document, wish));
                    }
                });
        delivered.forEach(
                (document, told) -> {
                    if (told.wish != null && !strongest.containsKey(document)) {
                        told.wish = null;
                        told.wishEnds = null;
                        events.add(new Event.OverrideRead(document, null));
                    }
                });
    }

    /** A ban outdoes a pause, that the page's switch, and that a pin. */
    private static Wish stronger(Wish a, Wish b) {
        for (Wish.Kind kind : List.of(Wish.Kind.BAN, Wish.Kind.PAUSE, Wish.Kind.OFF)) {
            if (a.kind() == kind || b.kind() == kind) {
                return a.kind() == kind ? a : b;
            }
        }
        return a;
    }

    private void quarantines(Reading reading, Instant now, List<Event> events) {
        var quarantined = new HashSet<DocumentId>();
        for (var read : reading.quarantines()) {
            DocumentId document = read.document();
            if (!minded.test(document)) {
                continue;
            }
            quarantined.add(document);
            Instant liftable = now.plus(read.liftableIn());
            Delivered told = told(document);
            if (told.tellsOfQuarantine(read, liftable)) {
                told.quarantine = read;
                told.liftable = liftable;
                events.add(
                        new Event.QuarantineRead(
                                document, read.reason(), read.strikes(), read.liftableIn()));
            }
        }
        delivered.forEach(
                (document, told) -> {
                    if (told.quarantine != null && !quarantined.contains(document)) {
                        told.quarantine = null;
                        told.liftable = null;
                        events.add(
                                new Event.QuarantineLifted(
                                        document, "It is no longer in the books"));
                    }
                });
    }

    private void strikes(Reading reading, Instant now, List<Event> events) {
        var known = new HashSet<DocumentId>();
        for (var read : reading.lifted()) {
            DocumentId document = read.document();
            if (!minded.test(document)) {
                continue;
            }
            known.add(document);
            Instant lifted = now.minus(read.ago());
            Delivered told = told(document);
            if (told.tellsOfStrikes(read.strikes(), lifted)) {
                told.strikes = read.strikes();
                told.lifted = lifted;
                events.add(new Event.StrikesRead(document, read.strikes(), read.ago()));
            }
        }
        delivered.forEach(
                (document, told) -> {
                    if (!known.contains(document)) {
                        told.strikes = 0;
                        told.lifted = null;
                    }
                });
    }

    private void leases(Reading reading, List<Event> events) {
        var elsewhere = new HashSet<DocumentId>();
        for (var lease : reading.elsewhere()) {
            if (!minded.test(lease.document())) {
                continue;
            }
            elsewhere.add(lease.document());
            Delivered told = told(lease.document());
            if (!lease.equals(told.elsewhere)) {
                told.elsewhere = lease;
                told.leaseDoubted = false;
                events.add(
                        new Event.LeasedElsewhere(
                                lease.document(), lease.manager(), lease.epoch()));
            }
        }
        delivered.forEach(
                (document, told) -> {
                    if ((told.elsewhere != null || told.leaseDoubted)
                            && !elsewhere.contains(document)) {
                        told.elsewhere = null;
                        told.leaseDoubted = false;
                        events.add(new Event.LeaseFree(document));
                    }
                });
    }

    private void uses(Reading reading, Instant now, List<Event> events) {
        Set<DocumentId> used = HashSet.newHashSet(reading.used().size());
        Set<DocumentId> silent = new HashSet<>();
        for (Used read : reading.used()) {
            DocumentId document = read.document();
            if (!minded.test(document)) {
                continue;
            }
            if (isSilent(read, now)) {
                silent.add(document);
                continue;
            }
            used.add(document);
            Instant moment = now.minus(read.activityAge());
            Delivered told = told(document);
            if (told.tellsOfActivity(moment)) {
                told.activity = moment;
                events.add(new Event.InUse(document, read.activityAge()));
            }
        }
        delivered.forEach(
                (document, told) -> {
                    if (told.activity != null && !used.contains(document)) {
                        told.activity = null;
                        String why =
                                silent.contains(document)
                                        ? "No sign of it for 15 minutes"
                                        : "Document became idle";
                        events.add(new Event.NotInUse(document, why));
                    }
                });
    }

    private boolean isSilent(Used read, Instant now) {
        return read.signAge() != null
                && outages.audible(read.signAge(), now).compareTo(SIGN_WITHIN) > 0
                && !peopleSeen.test(read.document());
    }

    private Delivered told(DocumentId document) {
        return delivered.computeIfAbsent(document, _ -> new Delivered());
    }
}
