package dev.attache.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a worker wants its successor to know: JSON that nobody but workers understands, an object or
 * an array of at most 64 KiB. The manager keeps the latest of each document, to the letter.
 */
public record Checkpoint(String json) {
    public static final int MAX_BYTES = 64 * 1024;

    static final String SHAPE = "checkpoint must be one JSON object or array, on one line";

    public Checkpoint {
        json = json.strip();
        faultIn(json)
                .ifPresent(
                        fault -> {
                            throw new IllegalArgumentException(fault);
                        });
    }

    /** What is wrong with it, without repeating any of it. */
    static Optional<String> faultIn(String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("checkpoint has more than " + MAX_BYTES + " bytes");
        }
        return JsonText.isOneStructure(json) ? Optional.empty() : Optional.of(SHAPE);
    }
}
