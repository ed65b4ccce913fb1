package dev.attache.worker.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ids of marks that have left the text, until what belongs to them is cleared away: not at
 * once, because an undo or a paste brings a mark back with its id.
 */
final class Strays {
    static final Duration TIDY_AFTER = Duration.ofMinutes(1);

    /** A text with more of them is being emptied; what is left over the next worker clears away. */
    private static final int MOST = 1_000;

    private final Map<String, Instant> since = new LinkedHashMap<>();

    void left(Collection<String> ids, Instant now) {
        for (String id : ids) {
            if (since.size() < MOST) {
                since.putIfAbsent(id, now);
            }
        }
    }

    Instant dueAt() {
        return since.isEmpty() ? Instant.MAX : since.values().iterator().next().plus(TIDY_AFTER);
    }

    List<String> due(Instant now) {
        return since.entrySet().stream()
                .filter(entry -> !entry.getValue().plus(TIDY_AFTER).isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    void forget(Collection<String> ids) {
        since.keySet().removeAll(ids);
    }
}
