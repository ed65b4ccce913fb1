package dev.attache.worker.replica;

import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A connection with Java-WebSocket. Its reader joins fragments, decodes, and puts a signal; it
 * calls nothing else. TLS is touched only where the address says wss.
 */
public final class WebSocketLink implements Link {
    /** The largest message, joined; the server's own limit is the same. */
    private static final int LARGEST = 32 << 20;

    /**
     * More than this without a pong in between, and the server does not read: leave and start
     * again.
     */
    private static final long MOST_UNREAD = 64L << 20;

    private static final int CONNECT_MILLIS = 10_000;

    private final Client client;
    private final AtomicLong unread = new AtomicLong();

    private WebSocketLink(
            URI url,
            long connection,
            Map<String, String> headers,
            ConnectFault fault,
            Consumer<Signal> inbox) {
        this.client = new Client(url, connection, headers, fault, inbox);
        client.setConnectionLostTimeout(0); // The loop pings by its own clock.
        client.setTcpNoDelay(true);
        client.setDaemon(true);
        client.connect();
    }

    /**
     * Opens connections to one address; the inbox is called on their threads and must not block.
     */
    public static Opener opener(URI url, Consumer<Signal> inbox) {
        ConnectFault fault = new ConnectFault("wss".equals(url.getScheme()));
        return (connection, token) ->
                new WebSocketLink(
                        url,
                        connection,
                        token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token),
                        fault,
                        inbox);
    }

    @Override
    public void send(byte[] message) {
        if (unread.addAndGet(message.length) > MOST_UNREAD) {
            client.closeConnection(1006, "the server has stopped reading");
            return;
        }
        attempt(() -> client.send(message));
    }

    @Override
    public void sendText(String message) {
        attempt(() -> client.send(message));
    }

    @Override
    public void ping() {
        client.pinged = System.nanoTime();
        attempt(client::sendPing);
    }

    @Override
    public void close() {
        client.close();
    }

    /** A connection that has just gone tells so by its signal. */
    private static void attempt(Runnable sending) {
        try {
            sending.run();
        } catch (WebsocketNotConnectedException _) {
            return;
        }
    }

    private final class Client extends WebSocketClient {
        private final long connection;
        private final ConnectFault fault;
        private final Consumer<Signal> inbox;
        private volatile long pinged;

        Client(
                URI url,
                long connection,
                Map<String, String> headers,
                ConnectFault fault,
                Consumer<Signal> inbox) {
            super(
                    url,
                    new Draft_6455(List.of(), List.of(new Protocol("")), LARGEST),
                    headers,
                    CONNECT_MILLIS);
            this.connection = connection;
            this.fault = fault;
            this.inbox = inbox;
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            fault.forget();
            inbox.accept(new Signal.Opened(connection));
        }

        @Override
        public void onMessage(ByteBuffer message) {
            byte[] bytes = new byte[message.remaining()];
            message.get(bytes);
            inbox.accept(new Signal.Arrived(connection, SyncProtocol.decode(bytes)));
        }

        @Override
        public void onMessage(String message) {
            inbox.accept(new Signal.Arrived(connection, SyncProtocol.decode(message)));
        }

        @Override
        public void onWebsocketPong(WebSocket socket, Framedata frame) {
            unread.set(0);
            inbox.accept(
                    new Signal.Ponged(connection, Duration.ofNanos(System.nanoTime() - pinged)));
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            String given = reason == null ? "" : reason;
            boolean never = code == CloseFrame.NEVER_CONNECTED;
            inbox.accept(new Signal.Closed(connection, code, never ? fault.of(given) : given));
        }

        @Override
        public void onError(Exception error) {
            fault.saw(error); // onClose says that it is over, and often not why.
        }
    }
}
