package dev.attache.manager;

import dev.attache.manager.activity.ActivityFeed;
import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.launch.LaunchCounts;
import dev.attache.manager.store.WriteBehind;

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
        LaunchCounts launches) {
    public Standing {
        sources = List.copyOf(sources);
    }
}
