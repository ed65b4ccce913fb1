package dev.attache.manager.metrics;

import dev.attache.protocol.DocumentId;

import java.time.Duration;

/** What a document has used of the model since the last time, and how long ago. */
public record UsageDelta(
        DocumentId document, long calls, long tokensIn, long tokensOut, Duration age)
        implements Metered {
    @Override
    public UsageDelta later(Duration by) {
        return new UsageDelta(document, calls, tokensIn, tokensOut, age.plus(by));
    }
}
