package dev.attache.manager.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The manager's HTTP door. Health and metrics are for everybody who reaches it; the rest asks for
 * the token of the state directory. Each request has a virtual thread, and there are few at once.
 */
public final class ControlServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private static final int AT_ONCE = 64;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final OpenDoor open;
    private final Api api;

    private ControlServer(HttpServer server, ExecutorService threads, OpenDoor open, Api api) {
        this.server = server;
        this.threads = threads;
        this.open = open;
        this.api = api;
    }

    /** Throws with a sentence for the operator when the port is taken. */
    public static ControlServer start(
            String host, int port, Path stateFolder, Desk desk, ManagerMetrics metrics)
            throws IOException {
        HttpServer server = bound(host, port);
        String address = "http://" + written(host) + ":" + server.getAddress().getPort();
        ApiToken token = ApiToken.createIn(stateFolder, address);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var control =
                new ControlServer(
                        server, threads, new OpenDoor(desk, metrics), new Api(desk, token));
        server.setExecutor(threads);
        server.createContext("/", control::handle);
        server.start();
        log.info("Listening for operators address={}", address);
        return control;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bound(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
        try {
            return HttpServer.create(address, AT_ONCE);
        } catch (BindException e) {
            String owner = PortOwner.of(port).map(who -> " by " + who).orElse("");
            throw new IOException(
                    "HTTP_PORT %d on %s cannot be had (%s%s): free it or choose another, 0 takes any"
                            .formatted(port, host, e.getMessage(), owner),
                    e);
        }
    }

    private static String written(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            if (free.tryAcquire()) {
                try {
                    answer = answer(exchange);
                } finally {
                    free.release();
                }
            } else {
                answer = Answer.problem(503, "Too many requests at once; try again.");
            }
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        return path.startsWith(Api.PREFIX)
                ? api.answer(exchange)
                : open.answer(exchange.getRequestMethod(), path);
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        boolean withBody = !exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), withBody ? body.length : -1);
        if (withBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
