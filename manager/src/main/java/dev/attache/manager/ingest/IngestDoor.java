package dev.attache.manager.ingest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The listener: reads requests whole and bounded, and lets few of them into the database. */
public final class IngestDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IngestDoor.class);
    private static final int BODY_AT_MOST = 1024 * 1024;

    /** So much of a larger body is still read, so that its sender gets to read the refusal. */
    private static final int DRAINED_AT_MOST = 16 * BODY_AT_MOST;

    private static final int CONNECTIONS_WAITING = 128;
    private static final Duration WAIT_AT_MOST = Duration.ofSeconds(5);

    static {
        // A request that trickles in is cut off; read once, when the first server is made.
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            System.setProperty("sun.net.httpserver.maxReqTime", "30");
        }
    }

    /** Since the start, for metrics. */
    public record Counts(long requests, long refused, long failed) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Postgrest postgrest;
    private final Semaphore places;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean keyRefused;

    private IngestDoor(HttpServer server, Postgrest postgrest, int atOnce) {
        this.server = server;
        this.postgrest = postgrest;
        this.places = new Semaphore(atOnce, true);
    }

    /**
     * Open when it returns.
     *
     * @param port 0 takes any that is free
     * @param atOnce how many requests may use the database at the same time: fewer than the pool
     *     has connections, since the manager's own writes go through the same
     */
    public static IngestDoor open(
            String host, int port, IngestKeys keys, Intake intake, InstantSource clock, int atOnce)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(host, port), CONNECTIONS_WAITING);
        } catch (BindException e) {
            throw new IOException(
                    "the ingest door cannot listen on "
                            + host
                            + ":"
                            + port
                            + " ("
                            + e.getMessage()
                            + "): choose another INGEST_PORT or INGEST_HOST",
                    e);
        }
        var door = new IngestDoor(server, new Postgrest(keys, intake, clock), atOnce);
        server.setExecutor(door.threads);
        server.createContext("/", door::serve);
        server.start();
        log.info("ingest door open address={}", door.address());
        return door;
    }

    public URI address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getHostString();
        return URI.create(
                "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort());
    }

    public Counts counts() {
        return new Counts(requests.get(), refused.get(), failed.get());
    }

    /** What is under way is finished or not acknowledged. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (ApiError e) {
                answer = Answer.error(e);
            } catch (RuntimeException e) {
                log.error("an ingest request failed, which is our fault", e);
                answer =
                        Answer.error(
                                ApiError.of(500, "PGRSTX00", "The manager failed: see its log"));
            }
            note(answer);
            send(exchange, answer);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException, ApiError {
        var request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        query(exchange.getRequestURI().getRawQuery()),
                        Request.lowerCase(exchange.getRequestHeaders()),
                        body(exchange));
        try {
            if (!places.tryAcquire(WAIT_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiError.of(
                        504, "PGRST003", "Timed out acquiring connection from connection pool.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.of(503, "PGRST001", "The manager is shutting down");
        }
        try {
            return postgrest.answer(request);
        } finally {
            places.release();
        }
    }

    private static String body(HttpExchange exchange) throws IOException, ApiError {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(BODY_AT_MOST + 1);
        if (body.length > BODY_AT_MOST) {
            long left = DRAINED_AT_MOST;
            byte[] waste = new byte[64 * 1024];
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = in.read(waste);
            }
            throw ApiError.tooLarge(
                    "The body is over " + BODY_AT_MOST + " bytes: send fewer rows at once");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw ApiError.body("Empty or invalid json");
        }
    }

    private static Map<String, String> query(@Nullable String raw) throws ApiError {
        var query = new LinkedHashMap<String, String>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        try {
            for (String part : raw.split("&", -1)) {
                String[] pair = part.split("=", 2);
                query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
            }
        } catch (IllegalArgumentException e) {
            throw ApiError.of(400, "PGRST100", "the query string is not percent-encoded");
        }
        return query;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private void note(Answer answer) {
        if (answer.status() >= 500) {
            failed.incrementAndGet();
        } else if (answer.status() >= 400) {
            refused.incrementAndGet();
        }
        boolean keyIsWrong = answer.status() == 401 || answer.status() == 403;
        if (keyIsWrong && !keyRefused) {
            log.warn(
                    "ingest door: somebody reports activity with a wrong key; the document"
                            + " server's key must be this manager's SUPABASE_SERVICE_KEY");
        }
        keyRefused = keyIsWrong;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }
}
