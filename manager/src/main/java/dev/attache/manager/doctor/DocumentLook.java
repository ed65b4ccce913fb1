package dev.attache.manager.doctor;

import dev.attache.manager.agent.AgentTokens;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.fleet.Life;
import dev.attache.protocol.DocumentId;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Joins a document of the doctor's own, as an agent would, and sees whether it is let in. */
final class DocumentLook {
    private static final DocumentId DOCUMENT = new DocumentId("attache-doctor");
    private static final int TOKEN_REFUSED = 4401;
    private static final int SUPERSEDED = 4409;

    private final ManagerConfig config;
    private final Duration patience;

    DocumentLook(ManagerConfig config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    void examine(Consumer<Finding> found) throws InterruptedException {
        if (config.tokens().agentSecrets().isEmpty()) {
            found.accept(
                    Finding.fail(
                            "document",
                            "AGENT_TOKEN_SECRET is not set",
                            "set it to the one of the document server"));
            return;
        }
        String url = config.documents().urls().of(DOCUMENT);
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(patience).build()) {
            found.accept(join(http, url));
        }
    }

    private Finding join(HttpClient http, String url) throws InterruptedException {
        var word = new FirstWord();
        try {
            WebSocket socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(patience)
                            .header("Authorization", "Bearer " + token())
                            .buildAsync(URI.create(url), word)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            Finding finding = judged(url, word.await(patience));
            socket.abort();
            return finding;
        } catch (TimeoutException e) {
            return silent(url);
        } catch (ExecutionException e) {
            return refused(url, e.getCause() == null ? e : e.getCause());
        }
    }

    private String token() {
        Instant now = Instant.now();
        String secrets = config.tokens().agentSecrets().orElseThrow();
        Life life = new Life(DOCUMENT, now.toEpochMilli(), 1);
        return new AgentTokens(secrets).mint(life, now);
    }

    private static Finding judged(String url, int closeCode) {
        return switch (closeCode) {
            case FirstWord.SPOKE -> Finding.ok("document", url + " lets an agent in");
            case FirstWord.SILENCE ->
                    Finding.warn(
                            "document",
                            url + " took the connection and said nothing",
                            "a Yjs server speaks first; is DOCUMENT_URL one?");
            case TOKEN_REFUSED ->
                    Finding.fail(
                            "document",
                            url + " refuses our token (4401)",
                            "set AGENT_TOKEN_SECRET to the one of the document server, and compare"
                                    + " the clocks of the two hosts");
            case SUPERSEDED ->
                    Finding.warn(
                            "document",
                            url + " knows a newer agent of the doctor's document (4409)",
                            "compare the clocks of the hosts that run managers");
            default ->
                    Finding.fail(
                            "document",
                            url + " closed with code " + closeCode,
                            "look at the log of the document server");
        };
    }

    private static Finding refused(String url, Throwable cause) {
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            return Finding.fail(
                    "document",
                    url + " answered HTTP " + status,
                    status == 401 || status == 403
                            ? "set AGENT_TOKEN_SECRET to the one of the document server"
                            : "correct DOCUMENT_URL, or WS_PORT and PARTY_NAME: no document is"
                                    + " joined there");
        }
        if (cause instanceof ConnectException || cause instanceof IOException) {
            return Finding.fail(
                    "document",
                    url + " cannot be reached",
                    "start the document server, or correct DOCUMENT_URL or WS_PORT");
        }
        return Finding.fail("document", url + ": " + cause, "correct DOCUMENT_URL");
    }

    private Finding silent(String url) {
        return Finding.fail(
                "document",
                url + " did not answer within " + patience.toSeconds() + " s",
                "look at the document server and at what lies between");
    }

    /** What came first: a message, or the end. */
    private static final class FirstWord implements WebSocket.Listener {
        static final int SPOKE = 0;
        static final int SILENCE = -1;

        private final CompletableFuture<Integer> word = new CompletableFuture<>();

        int await(Duration patience) throws InterruptedException {
            try {
                return word.completeOnTimeout(SILENCE, patience.toMillis(), TimeUnit.MILLISECONDS)
                        .get();
            } catch (ExecutionException | CompletionException e) {
                return SILENCE;
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            word.complete(SPOKE);
            return WebSocket.Listener.super.onBinary(socket, data, last);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            word.complete(code);
            return WebSocket.Listener.super.onClose(socket, code, reason);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            word.complete(SILENCE);
        }
    }
}
