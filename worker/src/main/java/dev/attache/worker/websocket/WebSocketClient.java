package dev.attache.worker.websocket;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection, from its first packet to its one {@link Listener#closed}. Any thread may call.
 */
public final class WebSocketClient {
    /** Called on the connection's reader, in order, and must not block. */
    public interface Listener {
        void opened();

        void received(byte[] message);

        void received(String message);

        void ponged();

        /** Once, and last; also when it has never been open. */
        void closed(CloseStatus status);
    }

    /**
     * What it takes: one message joined, all that waits to be sent, and the patience to connect.
     */
    public record Limits(int messageBytes, long waitingBytes, int connectMillis) {}

    /** How long the last frames and the server's goodbye may take. */
    private static final long FAREWELL_MILLIS = 2_000;

    private static final CloseStatus LOST = new CloseStatus(CloseStatus.ABNORMAL, "");

    private final URI url;
    private final Map<String, String> headers;
    private final Limits limits;
    private final Listener listener;
    private final Unguessable random = new Unguessable();
    private final Socket socket = new Socket();
    private final Outgoing outgoing;

    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean open;
    private @Nullable CloseStatus end;

    private WebSocketClient(
            URI url, Map<String, String> headers, Limits limits, Listener listener) {
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.limits = limits;
        this.listener = listener;
        this.outgoing = new Outgoing(limits.waitingBytes());
    }

    /** Begins to connect; the listener hears what comes of it. */
    public static WebSocketClient open(
            URI url, Map<String, String> headers, Limits limits, Listener listener) {
        boolean ours = "ws".equalsIgnoreCase(url.getScheme()) || Sockets.isSecure(url);
        if (url.getHost() == null || !ours) {
            throw new IllegalArgumentException("no address of a WebSocket: " + url);
        }
        WebSocketClient client = new WebSocketClient(url, headers, limits, listener);
        daemon("socket-in", client::live);
        return client;
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public void send(byte[] message) {
        put(Opcode.BINARY, message);
    }

    public void send(String message) {
        put(Opcode.TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    public void ping() {
        put(Opcode.PING, new byte[0]);
    }

    private void put(int opcode, byte[] content) {
        if (!outgoing.put(new Outgoing.Frame(opcode, content))) {
            abort("the server has stopped reading");
        }
    }

    /** Says goodbye after all that was sent before; the server's answer ends the connection. */
    public void close() {
        if (open) {
            put(Opcode.CLOSE, new CloseStatus(CloseStatus.NORMAL, "").content());
        } else {
            abort("given up before it was open");
        }
    }

    /** Ends it here and now. */
    public void abort(String reason) {
        endWith(new CloseStatus(CloseStatus.ABNORMAL, reason));
        hangUp();
    }

    /** The first reason is the one that counts. */
    private synchronized CloseStatus endWith(CloseStatus status) {
        CloseStatus first = end == null ? status : end;
        end = first;
        return first;
    }

    private synchronized boolean isEnding() {
        return end != null;
    }

    private void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            endWith(new CloseStatus(CloseStatus.ABNORMAL, said(e)));
        }
    }

    private void live() {
        try {
            converse(Sockets.connect(socket, url, limits.connectMillis()));
        } catch (EOFException gone) {
            endWith(new CloseStatus(CloseStatus.ABNORMAL, "the server has hung up"));
        } catch (BrokenFrame broken) {
            endWith(new CloseStatus(broken.code(), said(broken)));
        } catch (IOException | IllegalArgumentException broken) {
            endWith(new CloseStatus(CloseStatus.ABNORMAL, said(broken)));
        } finally {
            hangUp();
            over.countDown();
            outgoing.drop();
            listener.closed(endWith(LOST));
        }
    }

    private void converse(Socket connected) throws IOException {
        OutputStream out = connected.getOutputStream();
        DataInputStream in =
                new DataInputStream(new BufferedInputStream(connected.getInputStream()));
        new Handshake(url, headers, random).shake(in, out);
        socket.setSoTimeout(0);
        open = true;
        Thread writer = daemon("socket-out", () -> write(new FrameWriter(out, random)));
        listener.opened();
        FrameReader reader = new FrameReader(in, limits.messageBytes());
        Ears ears = new Ears();
        try {
            while (!isEnding()) {
                reader.next(ears);
            }
        } catch (BrokenFrame broken) {
            endWith(new CloseStatus(broken.code(), said(broken)));
        }
        answerGoodbye(writer);
    }

    /** The server's own code goes back to it, or what it has done wrong. */
    private void answerGoodbye(Thread writer) {
        put(Opcode.CLOSE, endWith(LOST).content());
        over.countDown();
        try {
            writer.join(FAREWELL_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(FrameWriter writer) {
        try {
            for (Optional<Outgoing.Frame> next = outgoing.take();
                    next.isPresent();
                    next = outgoing.take()) {
                writer.write(next.get().opcode(), next.get().content());
            }
            // Ours was the first goodbye: a server that does not answer it is left.
            if (!over.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
                abort("the server has not answered the goodbye");
            }
        } catch (IOException broken) {
            abort(said(broken));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String said(Exception fault) {
        String message = fault.getMessage();
        return message == null ? fault.getClass().getSimpleName() : message;
    }

    private final class Ears implements FrameReader.Sink {
        @Override
        public void binary(byte[] message) {
            listener.received(message);
        }

        @Override
        public void text(String message) {
            listener.received(message);
        }

        @Override
        public void ping(byte[] content) {
            put(Opcode.PONG, content);
        }

        @Override
        public void pong() {
            listener.ponged();
        }

        @Override
        public void close(CloseStatus status) {
            endWith(status);
        }
    }
}
