package dev.attache.manager.activity;

import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** The whole truth about documents, as it stands now. Blocks; called by the feed alone. */
@FunctionalInterface
public interface UsedDocuments {
    Reading read() throws Unreadable;

    /** All that is read at once. What is in no list is not in use, free, wished nothing. */
    record Reading(
            List<Used> used,
            List<LeasedElsewhere> elsewhere,
            List<Wished> wishes,
            List<Quarantined> quarantines,
            List<Lifted> lifted) {
        public Reading {
            used = List.copyOf(used);
            elsewhere = List.copyOf(elsewhere);
            wishes = List.copyOf(wishes);
            quarantines = List.copyOf(quarantines);
            lifted = List.copyOf(lifted);
        }

        public static Reading empty() {
            return new Reading(List.of(), List.of(), List.of(), List.of(), List.of());
        }
    }

    /**
     * People are said to be in it.
     *
     * @param activityAge since the last of them joined or edited
     * @param signAge since the document said anything; null when it need not give signs
     */
    record Used(DocumentId document, Duration activityAge, @Nullable Duration signAge) {}

    /** Held by a living manager that is not this one. */
    record LeasedElsewhere(DocumentId document, String manager, long epoch) {}

    record Wished(DocumentId document, Wish wish) {}

    record Quarantined(DocumentId document, String reason, int strikes, Duration liftableIn) {}

    /** Was in quarantine so often in a row, and was last let out so long ago. */
    record Lifted(DocumentId document, int strikes, Duration ago) {}

    /** The truth cannot be read now; the message says why, for the log. */
    final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
