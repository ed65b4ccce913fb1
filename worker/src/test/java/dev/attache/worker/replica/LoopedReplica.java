package dev.attache.worker.replica;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.YDocument;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A replica with real sockets, whose loop is the test's own thread. */
final class LoopedReplica implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LinkedBlockingQueue<Signal> inbox = new LinkedBlockingQueue<>();
    private final List<News> news = new ArrayList<>();
    private final YDocument document;
    private final YjsReplica replica;

    LoopedReplica(URI url, String token) {
        this.document = YDocument.open(1 + new Random().nextInt(1 << 30), "default");
        this.replica =
                new YjsReplica(
                        document, WebSocketLink.opener(url, inbox::add), token, new Random(1));
    }

    /** Turns the loop until something holds. */
    void until(String what, BooleanSupplier holds) throws InterruptedException {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                throw new AssertionError("waited in vain for " + what + "; news: " + news);
            }
            news.addAll(replica.tick(Instant.now()));
            Signal signal = inbox.poll(50, TimeUnit.MILLISECONDS);
            if (signal != null) {
                news.addAll(replica.receive(signal, Instant.now()));
            }
        }
    }

    boolean heard(Class<? extends News> kind) {
        return news.stream().anyMatch(kind::isInstance);
    }

    List<News> news() {
        return news;
    }

    List<String> texts() {
        return document.snapshot().blocks().stream().map(Block::text).toList();
    }

    void present(Presence presence) {
        replica.present(presence, Instant.now());
    }

    void token(String token) {
        replica.token(token, Instant.now());
    }

    YDocument document() {
        return document;
    }

    Replica replica() {
        return replica;
    }

    @Override
    public void close() {
        replica.close();
        document.close();
    }
}
