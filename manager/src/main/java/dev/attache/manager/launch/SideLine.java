package dev.attache.manager.launch;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.FromWorker.Metrics;

/** What workers say and nobody decides upon: it goes past the loop. Must not block. */
public interface SideLine {
    void metrics(WorkerId worker, Metrics metrics);

    void checkpoint(WorkerId worker, Checkpoint checkpoint);
}
