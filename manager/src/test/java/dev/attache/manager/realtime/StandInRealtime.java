package dev.attache.manager.realtime;

import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A Realtime that answers in the words that were recorded from the real one, accepted by Supabase's
 * own client, and misbehaves when it is told to.
 */
public final class StandInRealtime implements AutoCloseable {
    enum Fault {
        /** Rows are lost while everything looks well. */
        LOSES_ROWS,
        DOUBLES_ROWS,
        TRUNCATES_ROWS,
        HIDES_RECORDS,
        /** The reply comes, "Subscribed" does not. */
        NEVER_SUBSCRIBES,
        IGNORES_JOINS,
        IGNORES_HEARTBEATS,
        /** The publication lacks the table. */
        CANNOT_SUBSCRIBE,
        BINDS_SOMETHING_ELSE
    }

    /** One joined channel. */
    private record Channel(WebSocket socket, String topic, String joinRef, String table) {}

    private final MockWebServer server = new MockWebServer();
    private final Relay relay;
    private final String key;
    private final StandInGateway gateway;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final List<Channel> channels = new ArrayList<>();
    private final List<WebSocket> sockets = new ArrayList<>();
    private final List<String> received = new ArrayList<>();
    private long lastId;

    public StandInRealtime(String key) {
        this.key = key;
        gateway = new StandInGateway(key);
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return gateway.handshake(request, Socket::new);
                    }
                });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        relay = new Relay(server.getPort());
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + relay.port());
    }

    synchronized void fault(Fault fault, boolean on) {
        if (on) {
            faults.add(fault);
        } else {
            faults.remove(fault);
        }
    }

    /** 0 for not at all. */
    void refuse(int status, String error) {
        gateway.refuse(status, error);
    }

    synchronized List<String> received(String event) {
        return received.stream().filter(f -> f.contains("\"" + event + "\"")).toList();
    }

    public synchronized int joined() {
        return channels.size();
    }

    public synchronized void insert(String document) {
        lastId++;
        if (faults.contains(Fault.LOSES_ROWS)) {
            return;
        }
        String record =
                faults.contains(Fault.HIDES_RECORDS)
                        ? "{}"
                        : "{\"id\": %d, \"document_id\": \"%s\", \"event_type\": \"active\"}"
                                .formatted(lastId, document);
        String errors =
                faults.contains(Fault.HIDES_RECORDS)
                        ? "[\"Error 401: Unauthorized\"]"
                        : faults.contains(Fault.TRUNCATES_ROWS)
                                ? "[\"Error 413: Payload Too Large\"]"
                                : "null";
        for (Channel channel : channels) {
            String frame =
                    Frames.row(record, errors).replace(RealtimeChannel.TOPIC, channel.topic());
            channel.socket().send(frame);
            if (faults.contains(Fault.DOUBLES_ROWS)) {
                channel.socket().send(frame);
            }
        }
    }

    /** Says "Subscribed" again, as after a change of the publication. */
    synchronized void subscribeAgain() {
        channels.forEach(c -> say(c, Frames.subscribed(c.joinRef())));
    }

    synchronized void crashChannels() {
        List.copyOf(channels)
                .forEach(
                        c ->
                                say(
                                        c,
                                        "[\"%1$s\",\"%1$s\",\"%2$s\",\"phx_error\",{\"reason\":\"channel_crash\"}]"
                                                .formatted(c.joinRef(), RealtimeChannel.TOPIC)));
        channels.clear();
    }

    synchronized void expireTokens() {
        for (Channel c : List.copyOf(channels)) {
            say(
                    c,
                    Frames.system(
                            c.joinRef(), "error", "system", "Token has expired 0 seconds ago"));
            say(c, Frames.event(c.joinRef(), "phx_close"));
        }
        channels.clear();
    }

    synchronized void sayGarbage() {
        channels.forEach(c -> c.socket().send("{bad"));
    }

    /** 1000 after a minute of silence, 1012 when it is shut down. */
    synchronized void closeAll(int code) {
        sockets.forEach(s -> s.close(code, null));
        channels.clear();
    }

    /** Killed, and there again at once. */
    void killed() {
        synchronized (this) {
            sockets.clear();
            channels.clear();
        }
        relay.breakAll();
    }

    @Override
    public void close() {
        relay.close();
        server.close();
    }

    private final class Socket extends WebSocketListener {
        @Override
        public void onOpen(WebSocket socket, Response response) {
            synchronized (StandInRealtime.this) {
                sockets.add(socket);
            }
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            synchronized (StandInRealtime.this) {
                received.add(text);
                heard(socket, Sent.read(text));
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            forget(socket);
            socket.close(code == 1005 ? 1000 : code, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable t, @Nullable Response response) {
            forget(socket);
        }
    }

    private synchronized void forget(WebSocket socket) {
        sockets.remove(socket);
        channels.removeIf(c -> c.socket().equals(socket));
    }

    private void heard(WebSocket socket, Sent sent) {
        switch (sent.event()) {
            case "heartbeat" -> {
                if (!faults.contains(Fault.IGNORES_HEARTBEATS)) {
                    socket.send(Frames.alive(sent.ref()));
                }
            }
            case "phx_join" -> join(socket, sent);
            case "phx_leave" -> {
                Channel gone = new Channel(socket, sent.topic(), sent.joinRef(), "");
                say(
                        gone,
                        "[\"%s\",\"%s\",\"%s\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]"
                                .formatted(sent.joinRef(), sent.ref(), RealtimeChannel.TOPIC));
                say(gone, Frames.event(sent.joinRef(), "phx_close"));
                channels.removeIf(c -> c.socket().equals(socket) && c.topic().equals(sent.topic()));
            }
            case "access_token" -> subscribeAgain();
            default -> {}
        }
    }

    private void join(WebSocket socket, Sent sent) {
        if (faults.contains(Fault.IGNORES_JOINS)) {
            return;
        }
        var channel = new Channel(socket, sent.topic(), sent.ref(), sent.table());
        if (!sent.accessToken().isEmpty() && !sent.accessToken().equals(key)) {
            say(
                    channel,
                    Frames.refused(
                            sent.ref(), "JwtSignatureError: Failed to validate JWT signature"));
            return;
        }
        boolean other = faults.contains(Fault.BINDS_SOMETHING_ELSE);
        say(channel, Frames.joined(sent.ref(), other ? "something_else" : sent.table()));
        // The old one is closed with its own reference, after the reply to the new one.
        for (Channel old : List.copyOf(channels)) {
            if (old.socket().equals(socket) && old.topic().equals(sent.topic())) {
                say(old, Frames.event(old.joinRef(), "phx_close"));
                channels.remove(old);
            }
        }
        if (faults.contains(Fault.CANNOT_SUBSCRIBE)) {
            say(
                    channel,
                    Frames.system(
                            sent.ref(),
                            "error",
                            "postgres_changes",
                            "Unable to subscribe to changes with given parameters. Please check"
                                    + " Realtime is enabled for the given connect parameters"));
        } else if (!faults.contains(Fault.NEVER_SUBSCRIBES)) {
            channels.add(channel);
            say(channel, Frames.subscribed(sent.ref()));
        }
    }

    private static void say(Channel channel, String frame) {
        channel.socket().send(frame.replace(RealtimeChannel.TOPIC, channel.topic()));
    }

    /** A JWT by its looks: nobody here checks a signature. */
    public static String jwt() {
        String claims = "{\"role\":\"service_role\",\"exp\":4102444800}";
        return "eyJhbGciOiJIUzI1NiJ9."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2lnbmF0dXJl";
    }
}
