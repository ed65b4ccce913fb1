package dev.attache.worker.extract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A model's HTTP door that answers what a test has prepared, in order, the last answer for ever.
 */
final class FakeModel implements AutoCloseable {

    /** What the server does with one request. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    record Asked(String path, String body, String authorization) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Deque<Behaviour> behaviours = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    FakeModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeModel then(Behaviour behaviour) {
        synchronized (behaviours) {
            behaviours.add(behaviour);
        }
        return this;
    }

    FakeModel then(int status, String body) {
        return then(exchange -> send(exchange, status, body));
    }

    /** Takes the question and says nothing until the test is over. */
    FakeModel thenSilence() {
        return then(
                exchange -> {
                    try {
                        closing.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    FakeModel thenHangUp() {
        return then(HttpExchange::close);
    }

    /** Sends the head of an answer and a byte of its body, then nothing. */
    FakeModel thenStall() {
        return then(
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    try {
                        closing.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(
                new Asked(
                        exchange.getRequestURI().getPath(),
                        body,
                        authorization == null ? "" : authorization));
        Behaviour behaviour;
        synchronized (behaviours) {
            behaviour = behaviours.size() > 1 ? behaviours.removeFirst() : behaviours.getFirst();
        }
        try (exchange) {
            behaviour.answer(exchange);
        }
    }

    /** An OpenAI answer that says these claims, each as JSON. */
    static String openAi(String... claims) {
        String content = "{\"places\":[" + String.join(",", claims) + "]}";
        return "{\"choices\":[{\"message\":{\"content\":"
                + quoted(content)
                + "}}],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20}}";
    }

    /** An Anthropic answer that thinks first and then says these claims, each as JSON. */
    static String anthropic(String... claims) {
        String content = "{\"places\":[" + String.join(",", claims) + "]}";
        return "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"x\"},{\"type\":\"text\",\"text\":"
                + quoted(content)
                + "}],\"usage\":{\"input_tokens\":7,\"output_tokens\":3}}";
    }

    static String claim(
            int sentence, String name, String fullName, String latitude, String longitude) {
        return "{\"sentence\":"
                + sentence
                + ",\"name\":"
                + quoted(name)
                + ",\"fullName\":"
                + quoted(fullName)
                + ",\"latitude\":"
                + latitude
                + ",\"longitude\":"
                + longitude
                + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
