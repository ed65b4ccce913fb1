package dev.attache.manager.ingest;

import org.jspecify.annotations.Nullable;

/** Where it is written. Each call is one transaction, and has been committed when it returns. */
public interface Intake {
    /** The rows as JSON when they are wanted back, and how many there are. */
    Inserted insert(Insert insert) throws ApiError;

    boolean seen(Seen seen) throws ApiError;

    boolean switched(Switched switched) throws ApiError;

    /** Where a document without an agent stands, as JSON. */
    String standing(String document) throws ApiError;

    record Inserted(int rows, String json) {}

    record Seen(
            String document,
            @Nullable Long seq,
            @Nullable Integer users,
            @Nullable Long editedMsAgo) {}

    record Switched(String document, @Nullable Long seq, boolean off) {}
}
