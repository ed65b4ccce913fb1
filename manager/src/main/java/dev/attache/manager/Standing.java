package dev.attache.manager;

import dev.attache.manager.activity.ActivityFeed;
import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.ingest.IngestDoor;
import dev.attache.manager.launch.LaunchCounts;
import dev.attache.manager.realtime.RealtimeCounts;
import dev.attache.manager.store.WriteBehind;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How the adapters stand: sources, books, queues. */
public record Standing(
        List<ActivitySource.State> sources,
        ActivityFeed.Status feed,
        WriteBehind.Status books,
        boolean heartbeatWritten,
        int inboxDepth,
        int samplesWaiting,
        long samplesDropped,
        long logLinesDropped,
        LaunchCounts launches,
        @Nullable RealtimeCounts realtime,
        IngestDoor.@Nullable Counts ingest) {
    public Standing {
        sources = List.copyOf(sources);
    }
}
