package dev.attache.manager.testkit;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.launch.SideLine;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.FromWorker.Metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what went past the loop. */
public final class RecordingSideLine implements SideLine {
    public final List<Metrics> metrics = new CopyOnWriteArrayList<>();
    public final List<Checkpoint> checkpoints = new CopyOnWriteArrayList<>();

    @Override
    public void metrics(WorkerId worker, Metrics seen) {
        metrics.add(seen);
    }

    @Override
    public void checkpoint(WorkerId worker, Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
    }
}
