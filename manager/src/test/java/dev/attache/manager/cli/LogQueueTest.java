package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

@Timeout(60)
class LogQueueTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final PrintStream before = System.err;
    private final Reader reader = new Reader();

    @BeforeEach
    void read() {
        System.setErr(new PrintStream(reader, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        reader.readsOn();
        System.setErr(before);
    }

    @Test
    void whatIsSaidComesInItsOrderAndAllOfItBeforeTheEnd() {
        try (LogQueue queue = LogQueue.beforeStderr()) {
            for (int i = 0; i < 1_000; i++) {
                System.err.println("line " + i);
            }
            assertThat(queue.flush(SOON)).isTrue();
            System.err.println("last");
        }
        System.err.println("after");

        assertThat(reader.text())
                .startsWith("line 0\nline 1\n")
                .endsWith("line 999\nlast\nafter\n");
    }

    @Test
    void whoeverStopsReadingHoldsUpNobodyAndIsToldHowMuchIsLost() {
        reader.stops();
        String line = "x".repeat(100_000) + "\n";
        try (LogQueue queue = LogQueue.beforeStderr()) {
            for (int i = 0; i < 100; i++) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                System.err.write(bytes, 0, bytes.length);
            }
            assertThat(queue.flush(Duration.ofMillis(10))).isFalse();

            reader.readsOn();
            Until.holds("it is told", () -> reader.text().contains("lines of this log are lost"));
            System.err.println("and goes on");
        }

        int kept = LogQueue.MOST_BYTES / line.length();
        assertThat(reader.text())
                .contains("nobody has read it for a while lines=")
                .endsWith("and goes on\n");
        // One is in the hands of the writer.
        assertThat(reader.text().lines().filter(l -> l.startsWith("xxx")).count())
                .isBetween((long) kept, kept + 1L);
    }

    /** A terminal that can be stopped by Ctrl-S. */
    private static final class Reader extends OutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private volatile CountDownLatch stopped = new CountDownLatch(0);

        void stops() {
            stopped = new CountDownLatch(1);
        }

        void readsOn() {
            stopped.countDown();
        }

        String text() {
            return read.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            try {
                stopped.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            read.write(bytes, from, count);
        }
    }
}
