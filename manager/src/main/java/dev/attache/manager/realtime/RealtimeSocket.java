package dev.attache.manager.realtime;

import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

import okio.ByteString;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** OkHttp as we use it: one socket at a time, whose news are facts. */
final class RealtimeSocket implements AutoCloseable {
    private static final int ANSWER_AT_MOST = 2_048;
    private static final int ANSWER_SHOWN = 200;

    private final Request request;
    private final Consumer<Fact> facts;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OkHttpClient client;
    final AtomicLong connects = new AtomicLong();
    final AtomicLong frames = new AtomicLong();
    final AtomicLong rows = new AtomicLong();
    final AtomicLong broken = new AtomicLong();
    private @Nullable WebSocket current;

    RealtimeSocket(RealtimeAddress address, SupabaseKey key, Consumer<Fact> facts) {
        this.facts = facts;
        // The gateway of Supabase takes either; Realtime itself the query.
        request = new Request.Builder().url(address.url(key)).header("apikey", key.text()).build();
        client =
                new OkHttpClient.Builder()
                        .dispatcher(new Dispatcher(threads))
                        .connectTimeout(Duration.ofSeconds(10))
                        // A refusal takes two seconds; heartbeats watch the socket once it is open.
                        .readTimeout(Duration.ofSeconds(15))
                        .writeTimeout(Duration.ofSeconds(10))
                        // The key must not go wherever somebody sends us.
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .retryOnConnectionFailure(false)
                        .build();
    }

    void connect(long socket) {
        connects.incrementAndGet();
        current = client.newWebSocket(request, new Listener(socket));
    }

    /** A socket that cannot take more will be found dead by its heartbeat. */
    void send(String text) {
        if (current != null) {
            current.send(text);
        }
    }

    void hangUp() {
        if (current != null) {
            current.cancel();
            current = null;
        }
    }

    @Override
    public void close() {
        if (current != null) {
            current.close(1000, null);
            current.cancel();
        }
        threads.shutdownNow();
        client.connectionPool().evictAll();
    }

    private final class Listener extends WebSocketListener {
        private final long socket;

        Listener(long socket) {
            this.socket = socket;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            facts.accept(new Fact.Opened(socket));
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            frames.incrementAndGet();
            Heard heard = PhoenixReader.read(text);
            if (heard instanceof Heard.Broken) {
                broken.incrementAndGet();
            } else if (heard instanceof PhoenixFrame frame
                    && frame.payload() instanceof PhoenixFrame.Payload.Change) {
                rows.incrementAndGet();
            }
            facts.accept(new Fact.Told(socket, heard));
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            frames.incrementAndGet();
            broken.incrementAndGet();
            facts.accept(new Fact.Told(socket, new Heard.Broken("it is binary")));
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            String why = reason.isEmpty() ? "" : " (" + Plain.text(reason, ANSWER_SHOWN) + ")";
            facts.accept(new Fact.Gone(socket, "the server closed the socket with " + code + why));
            webSocket.cancel();
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            if (response != null && response.code() != 101) {
                facts.accept(new Fact.Refused(socket, response.code(), start(response)));
            } else {
                String why = String.valueOf(t.getMessage() == null ? t : t.getMessage());
                facts.accept(
                        new Fact.Gone(
                                socket, "the socket broke: " + Plain.text(why, ANSWER_SHOWN)));
            }
        }

        private static String start(Response response) {
            try {
                String body = response.peekBody(ANSWER_AT_MOST).string();
                return Plain.text(body.strip(), ANSWER_SHOWN);
            } catch (IOException e) {
                return "";
            }
        }
    }
}
