package dev.attache.manager.ingest;

import dev.attache.manager.store.Database;
import dev.attache.manager.store.PostgresIntake;
import dev.attache.manager.testkit.TestPostgres;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows per second through the door, single and in arrays, each committed before it is counted. */
public final class IngestBenchmark {
    private static final int SENDERS = 16;
    private static final long SECONDS = 10;
    private static final String KEY = "sb_secret_bench";

    private IngestBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        try (TestPostgres postgres = TestPostgres.start();
                Database database = Database.open(postgres.url(), 6);
                IngestDoor door =
                        IngestDoor.open(
                                "127.0.0.1",
                                0,
                                new IngestKeys(List.of(KEY), List.of()),
                                new PostgresIntake(database),
                                InstantSource.system(),
                                4);
                HttpClient http = HttpClient.newHttpClient()) {
            for (int rows : new int[] {1, 1, 10, 50, 500}) {
                System.out.printf(
                        "%d rows a request, %d senders: %.0f rows/s%n",
                        rows, SENDERS, measure(door.address(), http, rows));
            }
        }
    }

    private static double measure(URI door, HttpClient http, int rows) throws Exception {
        var written = new AtomicLong();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders =
                    IntStream.range(0, SENDERS)
                            .<Future<?>>mapToObj(
                                    sender ->
                                            threads.submit(
                                                    () -> {
                                                        while (System.nanoTime() < end) {
                                                            send(door, http, sender, rows);
                                                            written.addAndGet(rows);
                                                        }
                                                        return null;
                                                    }))
                            .toList();
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        return written.get() / (double) SECONDS;
    }

    private static void send(URI door, HttpClient http, int sender, int rows) throws Exception {
        String body =
                IntStream.range(0, rows)
                        .mapToObj(_ -> row(sender))
                        .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        door + "/rest/v1/document_activity?on_conflict=event_id"))
                        .header("apikey", KEY)
                        .header("Content-Type", "application/json")
                        .header("Prefer", "resolution=ignore-duplicates,return=minimal")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IllegalStateException("the door answered " + status);
        }
    }

    private static String row(int sender) {
        return "{\"document_id\":\"d%d\",\"event_type\":\"active\",\"user_count\":1,\"event_id\":\"%s\",\"seq\":%d}"
                .formatted(sender, UUID.randomUUID(), System.nanoTime());
    }
}
