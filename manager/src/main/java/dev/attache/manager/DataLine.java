package dev.attache.manager;

import dev.attache.manager.agent.Lives;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.launch.SideLine;
import dev.attache.manager.metrics.MetricsBuffer;
import dev.attache.manager.store.WriteBehind;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.FromWorker;

/** What nothing is decided from: straight from the worker's reader to the books. */
record DataLine(Lives lives, MetricsBuffer metrics, WriteBehind books) implements SideLine {
    @Override
    public void metrics(WorkerId worker, FromWorker.Metrics measured) {
        lives.of(worker).ifPresent(life -> metrics.offer(life, measured));
    }

    @Override
    public void checkpoint(WorkerId worker, Checkpoint checkpoint) {
        lives.of(worker).ifPresent(life -> books.keep(life, checkpoint));
    }
}
