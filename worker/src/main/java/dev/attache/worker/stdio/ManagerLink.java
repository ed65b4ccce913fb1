package dev.attache.worker.stdio;

import dev.attache.protocol.Decoded;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.LineSplitter;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;
import dev.attache.worker.session.Fact;
import dev.attache.worker.session.Mouth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Lines in, lines out; the end of the input becomes {@link Fact.ManagerGone}. */
public final class ManagerLink implements Mouth {
    private static final int CHUNK = 8 * 1024;
    private static final byte[] FIRST =
            "{\"type\":\"ping\",\"id\":0}".getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private final OutputStream out;
    private final Consumer<Fact> inbox;
    private final Outbox outbox = new Outbox();

    public ManagerLink(InputStream in, OutputStream out, Consumer<Fact> inbox) {
        this.in = in;
        this.out = out;
        this.inbox = inbox;
    }

    public ManagerLink start() {
        daemon("manager-in", this::read);
        daemon("manager-out", this::write);
        return this;
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Never waits. */
    @Override
    public void say(FromWorker message) {
        if (!outbox.put(message)) {
            inbox.accept(new Fact.ManagerGone("the manager does not read"));
        }
    }

    @Override
    public void close(long millis) throws InterruptedException {
        outbox.close();
        outbox.drain(millis);
    }

    private void read() {
        LineSplitter lines =
                new LineSplitter(
                        Wire.MAX_LINE_BYTES,
                        new LineSplitter.Sink() {
                            @Override
                            public void line(byte[] bytes) {
                                if (bytes.length > 0) {
                                    inbox.accept(fact(bytes));
                                }
                            }

                            @Override
                            public void tooLong(long bytes) {
                                inbox.accept(new Fact.Garbled("a line of " + bytes + " bytes"));
                            }
                        });
        byte[] chunk = new byte[CHUNK];
        // The first line to be decoded takes fifteen milliseconds, all later ones next to nothing:
        // this one nobody waits for.
        var _ = Wire.decodeToWorker(FIRST);
        try {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                lines.feed(chunk, 0, count);
            }
        } catch (IOException broken) {
            inbox.accept(new Fact.ManagerGone("stdin broke: " + broken.getMessage()));
            return;
        }
        lines.end();
        inbox.accept(new Fact.ManagerGone("end of stdin"));
    }

    private static Fact fact(byte[] line) {
        return switch (Wire.decodeToWorker(line)) {
            case Decoded.Message<ToWorker>(ToWorker message) -> new Fact.Told(message);
            case Decoded.Unknown<ToWorker>(String type) ->
                    new Fact.Garbled("an unknown message type=" + type);
            case Decoded.Broken<ToWorker>(String reason) ->
                    new Fact.Garbled("a broken line: " + reason);
        };
    }

    private void write() {
        try {
            for (Optional<FromWorker> next = outbox.take();
                    next.isPresent();
                    next = outbox.take()) {
                out.write(Wire.encode(next.get()).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException broken) {
            outbox.close();
            inbox.accept(new Fact.ManagerGone("stdout broke: " + broken.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
