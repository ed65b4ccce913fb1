package dev.attache.manager.metrics;

import dev.attache.manager.fleet.Life;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import java.time.Duration;

/** What one life measured, that long ago. */
public record Sample(Life life, FromWorker.Metrics metrics, Duration age) implements Metered {
    @Override
    public DocumentId document() {
        return life.document();
    }

    @Override
    public Sample later(Duration by) {
        return new Sample(life, metrics, age.plus(by));
    }
}
