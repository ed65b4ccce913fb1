package dev.attache.worker.replica;

import dev.attache.worker.replica.Frame.Entry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is there, by what they say of themselves: a higher clock wins, silence for 30 s means gone.
 * And our own state: when it is to be sent again.
 */
final class AwarenessBook {
    private static final Duration SILENT = Duration.ofSeconds(30);
    private static final Duration RENEW = Duration.ofSeconds(15);

    /** With nobody there a frame only costs: it would wake a sleeping object. */
    private static final Duration RENEW_ALONE = Duration.ofMinutes(1);

    /** A room with more than this is not one; the rest is not counted. */
    private static final int MOST = 10_000;

    private record Known(long clock, Optional<Peer> peer, Instant heard) {}

    private final long own;
    private final Map<Long, Known> others = new TreeMap<>();
    private long clock;
    private Optional<String> state = Optional.empty();
    private boolean fresh;
    private @Nullable Instant sent;

    AwarenessBook(long own) {
        this.own = own;
    }

    void present(Optional<String> now) {
        fresh |= !now.equals(state);
        state = now;
    }

    /** Whether anything but clocks changed. */
    boolean hear(List<Entry> entries, Instant now) {
        People before = people();
        for (Entry entry : entries) {
            if (entry.client() == own) {
                hearOfMyself(entry);
                continue;
            }
            Known known = others.get(entry.client());
            boolean newer = known == null || entry.clock() > known.clock();
            boolean left =
                    known != null && entry.clock() == known.clock() && entry.state().isEmpty();
            if ((newer || left) && (known != null || others.size() < MOST)) {
                Optional<Peer> peer =
                        entry.state().flatMap(text -> PeerStates.read(entry.client(), text));
                others.put(entry.client(), new Known(entry.clock(), peer, now));
            }
        }
        return !people().equals(before);
    }

    /**
     * Somebody took us for gone, or remembers an earlier connection of ours: speak up with a higher
     * clock.
     */
    private void hearOfMyself(Entry entry) {
        if (entry.clock() > clock || (entry.clock() == clock && entry.state().isEmpty())) {
            clock = entry.clock();
            fresh = true;
        }
    }

    boolean forgetSilent(Instant now) {
        People before = people();
        others.values().removeIf(known -> !known.heard().plus(SILENT).isAfter(now));
        return !people().equals(before);
    }

    /** On a new connection everybody will be told to us anew. */
    boolean forgetAll() {
        boolean somebody = !people().peers().isEmpty();
        others.clear();
        sent = null;
        return somebody;
    }

    People people() {
        List<Peer> peers = new ArrayList<>();
        others.values().forEach(known -> known.peer().ifPresent(peers::add));
        return new People(peers);
    }

    /** When our state is to be sent next. */
    Instant due() {
        if (state.isEmpty()) {
            return Instant.MAX;
        }
        if (sent == null) {
            return Instant.MIN;
        }
        boolean alone = people().count() == 0;
        return alone ? sent.plus(RENEW_ALONE) : fresh ? Instant.MIN : sent.plus(RENEW);
    }

    /** When the next of the silent is to be forgotten. */
    Instant silentAt() {
        return others.values().stream()
                .map(known -> known.heard().plus(SILENT))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    Entry renewed(Instant now) {
        sent = now;
        fresh = false;
        return new Entry(own, ++clock, state);
    }

    Entry farewell() {
        return new Entry(own, ++clock, Optional.empty());
    }
}
