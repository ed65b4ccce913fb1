package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;

/**
 * Lines of a stream, none of which may eat up the memory: of one that is too long the rest is
 * skipped.
 */
final class BoundedLines {

    private final Reader in;
    private final int longest;
    private final StringBuilder line = new StringBuilder();
    private boolean first = true;

    BoundedLines(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Without its end; {@code tooLong} when the text is only the beginning of it. */
    record Line(String text, boolean tooLong) {}

    @Nullable Line next() throws IOException {
        line.setLength(0);
        boolean tooLong = false;
        int c = in.read();
        if (first && c == '\uFEFF') {
            c = in.read();
        }
        first = false;
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() < longest) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return new Line(line.toString(), tooLong);
    }
}
