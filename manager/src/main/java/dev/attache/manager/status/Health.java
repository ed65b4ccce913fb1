package dev.attache.manager.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the manager stands apart from its documents.
 *
 * @param lastTurn how long ago the loop has turned
 * @param startCache how the workers' start-up cache stands, in words
 */
public record Health(
        String managerId,
        String version,
        Duration lastTurn,
        List<Source> sources,
        boolean truthRead,
        String readTrouble,
        boolean heartbeatWritten,
        int inboxDepth,
        int booksWaiting,
        long booksSetAside,
        String booksTrouble,
        int samplesWaiting,
        long samplesDropped,
        long logLinesDropped,
        long incidentsDropped,
        long garbageLines,
        long unknownMessages,
        long unreadMessages,
        Traffic traffic,
        String startCache) {
    /** It turns at least every second; more than this is a loop that stands. */
    private static final Duration TURNS_WITHIN = Duration.ofSeconds(10);

    /** So many entries mean that Postgres does not keep up, or is away. */
    private static final int BOOKS_MAY_WAIT = 10_000;

    /**
     * What came in by Realtime and by the ingest door since the start; nought without them.
     *
     * @param realtimeBroken frames that were none
     * @param ingestFailed requests that were right and are not in the table
     */
    public record Traffic(
            long realtimeConnects,
            long realtimeFrames,
            long realtimeRows,
            long realtimeBroken,
            long ingestRequests,
            long ingestRefused,
            long ingestFailed) {}

    /** Somebody that is listened to. */
    public record Source(String name, boolean live, String sentence) {}

    public Health {
        sources = List.copyOf(sources);
    }

    public boolean turns() {
        return lastTurn.compareTo(TURNS_WITHIN) <= 0;
    }

    /** Why it is not ready, each as a sentence; ready when there is none. */
    public List<String> reasonsNotReady() {
        List<String> reasons = new ArrayList<>();
        if (!turns()) {
            reasons.add("the loop has not turned for " + lastTurn.toSeconds() + " s");
        }
        if (!truthRead) {
            reasons.add(
                    "the documents in use cannot be read"
                            + (readTrouble.isEmpty() ? " yet" : ": " + readTrouble));
        }
        if (!heartbeatWritten) {
            reasons.add("Postgres does not take the heartbeat; agents stay attached meanwhile");
        }
        if (booksWaiting > BOOKS_MAY_WAIT) {
            reasons.add(booksWaiting + " entries of the books wait to be written");
        }
        return reasons;
    }
}
