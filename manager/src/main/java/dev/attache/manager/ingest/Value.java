package dev.attache.manager.ingest;

/** One value of a body as it was written. */
record Value(Kind kind, String text) {
    static final Value NULL = new Value(Kind.NULL, "null");

    enum Kind {
        NULL,
        TEXT,
        NUMBER,
        BOOLEAN,
        /** An object or an array, as JSON. */
        STRUCTURE
    }

    boolean isNull() {
        return kind == Kind.NULL;
    }
}
