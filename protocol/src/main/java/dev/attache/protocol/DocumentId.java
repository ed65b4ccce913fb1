package dev.attache.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a document, validated once and here: 1 to 256 characters, well-formed Unicode, no
 * control characters. Everything else is allowed, so it is encoded wherever it goes into a URL or a
 * file name and never assumed to be safe.
 */
public record DocumentId(String value) implements Comparable<DocumentId> {
    public static final int MAX_LENGTH = 256;

    public DocumentId {
        faultIn(value)
                .ifPresent(
                        fault -> {
                            throw new IllegalArgumentException(fault);
                        });
    }

    /** For names that come from outside: what is wrong is an answer, not an exception. */
    public static Optional<DocumentId> parse(String value) {
        return faultIn(value).isEmpty() ? Optional.of(new DocumentId(value)) : Optional.empty();
    }

    /** What is wrong with a name, without repeating the name: it may be 10,000 characters long. */
    public static Optional<String> faultIn(String value) {
        int length = value.codePointCount(0, value.length());
        if (length == 0) {
            return Optional.of("a document's name must not be empty");
        }
        if (length > MAX_LENGTH) {
            return Optional.of(
                    "a document's name has at most " + MAX_LENGTH + " characters, not " + length);
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("a document's name must not contain control characters");
        }
        if (value.codePoints().anyMatch(DocumentId::isLoneSurrogate)) {
            return Optional.of("a document's name must be well-formed Unicode");
        }
        return Optional.empty();
    }

    /** One path segment: `a/b` becomes `a%2Fb`. */
    public String urlSegment() {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public int compareTo(DocumentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
