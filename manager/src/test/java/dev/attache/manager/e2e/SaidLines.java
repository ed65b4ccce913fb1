package dev.attache.manager.e2e;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What this JVM's managers have written to the log since the test began. */
final class SaidLines implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    SaidLines() {
        System.setErr(new PrintStream(new Both(), true, StandardCharsets.UTF_8));
    }

    String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setErr(before);
    }

    private final class Both extends OutputStream {
        @Override
        public void write(int b) {
            before.write(b);
            kept.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            before.write(bytes, from, count);
            kept.write(bytes, from, count);
        }
    }
}
