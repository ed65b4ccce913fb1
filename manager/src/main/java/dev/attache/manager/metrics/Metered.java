package dev.attache.manager.metrics;

import dev.attache.protocol.DocumentId;

import java.time.Duration;

/** One line for the tables, and whose it is. */
public sealed interface Metered permits Sample, UsageDelta {
    DocumentId document();

    /** The same after it has waited this much longer. */
    Metered later(Duration by);
}
