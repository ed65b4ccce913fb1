package dev.attache.protocol;

import java.nio.charset.StandardCharsets;

/**
 * What a worker wants its successor to know: JSON that nobody but workers understands, one value of
 * at most 64 KiB. The manager keeps the latest of each document.
 */
public record Checkpoint(String json) {
    public static final int MAX_BYTES = 64 * 1024;

    public Checkpoint {
        if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a checkpoint has at most 64 KiB");
        }
        if (!JsonText.isOneValue(json)) {
            throw new IllegalArgumentException("a checkpoint must be one JSON value on one line");
        }
    }
}
