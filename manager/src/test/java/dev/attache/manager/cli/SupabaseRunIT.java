package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.realtime.StandInRealtime;
import dev.attache.manager.testkit.FakeWorker;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A manager that hears by Realtime too, and whose ingest door tells it what it hears of. */
class SupabaseRunIT {
    private static final String KEY = StandInRealtime.jwt();
    private static final String ROW =
            "{\"document_id\":\"d1\",\"event_type\":\"active\",\"user_count\":1}";

    private final HttpClient http = HttpClient.newHttpClient();
    @TempDir Path home;

    @Test
    void activityComesInByTheDoorAndIsHeardByRealtime() throws Exception {
        try (var postgres = TestPostgres.start();
                var realtime = new StandInRealtime(KEY)) {
            int ingest = freePort();
            int status = freePort();
            var here = environment(postgres, realtime.url(), ingest, status);
            assertThat(Typed.in(here, "migrate").exit()).isEqualTo(Exit.OK);
            assertThat(Typed.in(here, "doctor").out())
                    .containsPattern("ok +realtime +listening to Supabase Realtime at 127.0.0.1");
            var run =
                    CompletableFuture.supplyAsync(
                            () -> Typed.in(here, "run"),
                            task -> Thread.ofPlatform().name("run").daemon().start(task));
            Until.holds(
                    "Realtime has subscribed the manager",
                    () ->
                            run.isDone()
                                    || Typed.in(here, "status")
                                            .out()
                                            .contains("listening to Supabase Realtime"));
            assertThat(run).isNotDone();

            assertThat(tell(ingest, "no-key", ROW)).isEqualTo(401);
            assertThat(tell(ingest, KEY, ROW)).isEqualTo(201);
            realtime.insert("d1");

            Until.holds("d1 has an agent", () -> Typed.in(here, "why", "d1").exit() == Exit.OK);
            assertThat(get(status, "/readyz"))
                    .startsWith("ready\nlistening to Supabase Realtime at 127.0.0.1");
            Until.holds(
                    "Realtime has brought the row too",
                    () -> get(status, "/metrics").contains("attache_realtime_rows_total 1.0"));
            assertThat(get(status, "/metrics"))
                    .contains(
                            "attache_ingest_requests_total 2.0",
                            "attache_ingest_refused_total 1.0",
                            "attache_ingest_failed_total 0.0");
            assertThat(Typed.in(here, "drain").exit()).isEqualTo(Exit.OK);
            assertThat(run.get(60, TimeUnit.SECONDS).exit()).isEqualTo(Exit.OK);
        }
    }

    @Test
    void aDoorThatIsTakenIsSaidInOneSentence() throws Exception {
        try (var postgres = TestPostgres.start();
                var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var here =
                    environment(
                            postgres,
                            URI.create("http://127.0.0.1:1"),
                            taken.getLocalPort(),
                            freePort());

            var run = Typed.in(here, "run", "--migrate");

            assertThat(run.exit()).isEqualTo(Exit.FAILED);
            assertThat(run.err())
                    .contains("the ingest door cannot listen on", "choose another INGEST_PORT");
        }
    }

    private int tell(int port, String key, String row) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/rest/v1/document_activity"))
                        .header("apikey", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(row))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String get(int port, String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join().body();
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Map<String, String> environment(
            TestPostgres postgres, URI realtime, int ingest, int status) {
        Map<String, String> here = new HashMap<>();
        here.put(
                "DATABASE_URL",
                "postgresql://postgres:postgres@localhost:" + postgres.port() + "/postgres");
        here.put("SUPABASE_URL", realtime.toString());
        here.put("SUPABASE_SERVICE_KEY", KEY);
        here.put("INGEST_PORT", String.valueOf(ingest));
        here.put("AGENT_TOKEN_SECRET", "secret-of-the-tests");
        here.put("MANAGER_ID", "m1");
        here.put("ATTACHE_HOME", home.toString());
        here.put("HTTP_PORT", String.valueOf(status));
        here.put("MEMORY_PER_WORKER_MB", "0");
        here.put("WORKER_COMMAND", FakeWorkerCommand.line(FakeWorker.Fault.NONE));
        return here;
    }
}
