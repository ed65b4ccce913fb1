package dev.attache.worker.replica;

import dev.attache.worker.websocket.CloseStatus;
import dev.attache.worker.websocket.WebSocketClient;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A connection by WebSocket. Its reader decodes and puts a signal; it calls nothing else. TLS is
 * touched only where the address says wss.
 */
public final class WebSocketLink implements Link {
    /** The largest message, joined; the server's own limit is the same. */
    private static final int LARGEST = 32 << 20;

    /**
     * More than this without a pong in between, and the server does not read: leave and start
     * again.
     */
    private static final long MOST_UNREAD = 64L << 20;

    private static final WebSocketClient.Limits LIMITS =
            new WebSocketClient.Limits(LARGEST, MOST_UNREAD, 10_000);

    private final WebSocketClient client;
    private final AtomicLong unread = new AtomicLong();
    private volatile long pinged;

    private WebSocketLink(
            URI url,
            long connection,
            Map<String, String> headers,
            boolean tls,
            Consumer<Signal> inbox) {
        this.client =
                WebSocketClient.open(url, headers, LIMITS, new Listener(connection, tls, inbox));
    }

    /**
     * Opens connections to one address; the inbox is called on their threads and must not block.
     */
    public static Opener opener(URI url, Consumer<Signal> inbox) {
        boolean tls = "wss".equalsIgnoreCase(url.getScheme());
        return (connection, token) ->
                new WebSocketLink(
                        url,
                        connection,
                        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token),
                        tls,
                        inbox);
    }

    @Override
    public void send(byte[] message) {
        if (unread.addAndGet(message.length) > MOST_UNREAD) {
            client.abort("the server has stopped reading");
            return;
        }
        client.send(message);
    }

    @Override
    public void sendText(String message) {
        client.send(message);
    }

    @Override
    public void ping() {
        pinged = System.nanoTime();
        client.ping();
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Listener implements WebSocketClient.Listener {
        private final long connection;
        private final boolean tls;
        private final Consumer<Signal> inbox;

        /** Of the connection's reader alone. */
        private boolean open;

        Listener(long connection, boolean tls, Consumer<Signal> inbox) {
            this.connection = connection;
            this.tls = tls;
            this.inbox = inbox;
        }

        @Override
        public void opened() {
            open = true;
            inbox.accept(new Signal.Opened(connection));
        }

        @Override
        public void received(byte[] message) {
            inbox.accept(new Signal.Arrived(connection, SyncProtocol.decode(message)));
        }

        @Override
        public void received(String message) {
            inbox.accept(new Signal.Arrived(connection, SyncProtocol.decode(message)));
        }

        @Override
        public void ponged() {
            unread.set(0);
            inbox.accept(
                    new Signal.Ponged(connection, Duration.ofNanos(System.nanoTime() - pinged)));
        }

        @Override
        public void closed(CloseStatus status) {
            String reason = open ? status.reason() : ConnectFault.sentence(status.reason(), tls);
            inbox.accept(new Signal.Closed(connection, status.code(), reason));
        }
    }
}
