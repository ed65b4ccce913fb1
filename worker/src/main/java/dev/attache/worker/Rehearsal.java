package dev.attache.worker;

import dev.attache.protocol.Decoded;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.LineSplitter;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;
import dev.attache.worker.replica.LoopbackServer;

import org.jspecify.annotations.Nullable;

import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A whole life of a worker, played in this process against a document that is nobody's: attach,
 * sync, a sentence, its marks, a ping, the release. A spare does it while it waits, so that its
 * real attach meets nothing for the first time; the start-up cache is made from what it loads.
 */
final class Rehearsal implements AutoCloseable {
    private static final String SENTENCE = "We flew from Paris to Berlin, and on to Oslo. Then";

    private final Worker worker;
    private final ScriptedInput in = new ScriptedInput();
    private final CountDownLatch released = new CountDownLatch(1);
    private @Nullable LoopbackServer server;
    private boolean marked;
    private boolean free;

    Rehearsal(Map<String, String> environment) {
        // Its log would be taken for the real one's.
        worker = new Worker(environment, _ -> {});
    }

    /** True when it was played to its end in time. */
    boolean play(Duration atMost) throws InterruptedException {
        try (LoopbackServer stage = LoopbackServer.start(SENTENCE, this::marked)) {
            server = stage;
            Thread life = new Thread(this::live, "rehearsal-loop");
            life.setDaemon(true);
            life.start();
            in.say(
                    new ToWorker.Attach(
                            new DocumentId("rehearsal"),
                            "rehearsal",
                            1,
                            1,
                            stage.url().toString(),
                            "rehearsal",
                            Map.of("debounce_ms", "0"),
                            null));
            life.join(atMost.toMillis());
            return released.getCount() == 0;
        } finally {
            close();
        }
    }

    private void live() {
        try {
            worker.rehearse(in, new Lines());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void marked() {
        marked = true;
        leaveWhenDone();
    }

    private synchronized void heard(FromWorker message) {
        switch (message) {
            case FromWorker.Free _ -> {
                free = true;
                leaveWhenDone();
            }
            case FromWorker.Busy _ -> free = false;
            case FromWorker.Released _ -> released.countDown();
            default -> {}
        }
    }

    private void leaveWhenDone() {
        if (marked && free) {
            in.say(new ToWorker.Ping(1));
            in.say(new ToWorker.Release());
        }
    }

    /** Breaks it off: something real has come. */
    @Override
    public void close() {
        in.close();
        LoopbackServer stage = server;
        if (stage != null) {
            stage.close();
        }
    }

    /** What the worker says to its manager. */
    private final class Lines extends OutputStream {
        private final LineSplitter lines =
                new LineSplitter(
                        Wire.MAX_LINE_BYTES,
                        new LineSplitter.Sink() {
                            @Override
                            public void line(byte[] bytes) {
                                if (Wire.decodeFromWorker(bytes)
                                        instanceof Decoded.Message<FromWorker>(var message)) {
                                    heard(message);
                                }
                            }

                            @Override
                            public void tooLong(long bytes) {
                                throw new IllegalStateException("a line of " + bytes + " bytes");
                            }
                        });

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            lines.feed(bytes, from, count);
        }
    }
}
