package dev.attache.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of a document, validated once and here: 1 to 256 characters, well-formed Unicode, no
 * control characters, and neither `.` nor `..`. Everything else is allowed, so it is encoded
 * wherever it goes into a URL or a file name and never assumed to be safe.
 */
public record DocumentId(String value) implements Comparable<DocumentId> {
    public static final int MAX_LENGTH = 256;

    private static final int READABLE = 64;
    private static final int HASH_BYTES = 8;

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
        if (value.equals(".") || value.equals("..")) {
            // Every URL parser takes them out of a path, `%2E` as well.
            return Optional.of("a document's name must not be . or .., which no URL can carry");
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

    /**
     * Short, safe on every file system, and different for different documents even where upper and
     * lower case are the same: what can be read of the name, and a hash of all of it.
     */
    public String fileName() {
        String readable = value.replaceAll("[^A-Za-z0-9_-]+", "_");
        return readable.substring(0, Math.min(readable.length(), READABLE)) + "-" + hash();
    }

    private String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
