package dev.attache.worker.extract;

/** Why the model did not do the work and the built-in extractor did: a sentence for people. */
public record Shortfall(Kind kind, String message) {

    /** {@code REFUSED}: the model will not have us until somebody changes the configuration. */
    public enum Kind {
        BUDGET,
        UNREACHABLE,
        REFUSED,
        NONSENSE
    }
}
