package dev.attache.manager.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

class ControlServerTest {
    private static final DocumentId PLAN = new DocumentId("team/plan ü");
    private static final WorkerId FIRST = new WorkerId(1);

    @TempDir Path folder;

    private final FakeDesk desk = new FakeDesk();
    private final SettableClock clock = new SettableClock();
    private final ManagerMetrics metrics = new ManagerMetrics(clock);
    private final HttpClient http = HttpClient.newHttpClient();
    private ControlServer server;

    @BeforeEach
    void start() throws IOException {
        server = ControlServer.start("127.0.0.1", 0, folder, desk, metrics);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void healthIsTheLoopAndNothingElse() throws Exception {
        desk.truthRead = false;
        assertThat(get("/healthz").statusCode()).isEqualTo(200);

        desk.lastTurn = Duration.ofSeconds(42);
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        assertThat(get("/healthz").body()).contains("has not turned for 42 s");
    }

    @Test
    void readinessSaysWhyNot() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);

        desk.truthRead = false;
        var answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("the documents in use cannot be read: it is away");
    }

    @Test
    void everythingElseAsksForTheToken() throws Exception {
        for (String path : new String[] {"status", "documents", "documents/x", "stats", "none"}) {
            assertThat(get("/api/v1/" + path).statusCode()).isEqualTo(401);
        }
        assertThat(post("/api/v1/drain", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(desk.told).isEmpty();
        assertThat(Files.getPosixFilePermissions(folder.resolve("api-token")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Files.readString(folder.resolve("api-address")).strip())
                .isEqualTo("http://127.0.0.1:" + server.port());
    }

    @Test
    void documentsAreLookedAtByTheirEncodedNames() throws Exception {
        desk.seen(new Event.InUse(PLAN, Duration.ofSeconds(1)));

        var why = api("GET", "documents/" + PLAN.urlSegment());
        assertThat(why.statusCode()).isEqualTo(200);
        assertThat(why.body()).contains("\"document\":\"team/plan ü\"", "\"verdict\":\"starting\"");
        assertThat(api("GET", "documents").body()).contains("\"known\":1", "team/plan ü");
        assertThat(api("GET", "status").body())
                .contains("\"agents\":1", "\"capacity\":2", "\"phase\":\"starting\"");
        assertThat(api("GET", "documents/unknown").body()).contains("\"verdict\":\"not_in_use\"");
    }

    @Test
    void whatIsToldArrivesAtTheDesk() throws Exception {
        String path = "documents/" + PLAN.urlSegment();

        assertThat(api("POST", path + "/pin?reason=asked%20for&for_ms=7200000").body())
                .contains("is pinned for 2 h");
        api("POST", path + "/ban");
        api("POST", path + "/pause?for_ms=1000");
        api("POST", path + "/release");
        api("POST", path + "/restart");
        api("POST", "drain");

        assertThat(desk.told)
                .containsExactly(
                        "PIN team/plan ü asked for PT2H",
                        "BAN team/plan ü  null",
                        "PAUSE team/plan ü  PT1S",
                        "release team/plan ü",
                        "restart team/plan ü",
                        "drain");
    }

    @Test
    void badRequestsAreToldWhatIsWrong() throws Exception {
        assertThat(api("POST", "documents/x/pin?for_ms=soon").statusCode()).isEqualTo(400);
        assertThat(api("POST", "documents/x/pin?for_ms=-1").statusCode()).isEqualTo(400);
        assertThat(api("POST", "documents/x/explode").statusCode()).isEqualTo(404);
        assertThat(api("GET", "documents/" + "x".repeat(300)).statusCode()).isEqualTo(400);
        assertThat(api("PUT", "status").statusCode()).isEqualTo(405);
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
        assertThat(desk.told).isEmpty();
    }

    @Test
    void aStandingLoopOrAnAwayDatabaseIsSaidAndNotWaitedForLong() throws Exception {
        desk.booksAway = true;
        assertThat(api("POST", "documents/x/pin").statusCode()).isEqualTo(503);

        desk.stands = true;
        assertThat(api("GET", "status").statusCode()).isEqualTo(503);
    }

    @Test
    void figuresArePrometheusText() throws Exception {
        desk.seen(new Event.InUse(PLAN, Duration.ofSeconds(1)));
        history();

        var answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.body().lines())
                .contains(
                        "attache_agents{state=\"starting\"} 1.0",
                        "attache_agents{state=\"active\"} 0.0",
                        "attache_documents_waiting 0.0",
                        "attache_starts_total{origin=\"cold\"} 2.0",
                        "attache_starts_total{origin=\"warm\"} 0.0",
                        "attache_restarts_total{reason=\"signal\"} 1.0",
                        "attache_evictions_total 1.0",
                        "attache_release_refusals_total 1.0",
                        "attache_time_to_attached_seconds_count 1",
                        "attache_time_to_attached_seconds_sum 3.0",
                        "attache_ping_seconds_count 1",
                        "attache_ping_seconds_sum 0.25",
                        "attache_inbox_depth 4.0",
                        "attache_books_waiting 5.0",
                        "attache_samples_dropped_total 8.0",
                        "attache_source_live{source=\"db:5432/x\"} 1.0",
                        "attache_loop_lag_seconds_count 1",
                        "attache_llm_tokens_total{direction=\"in\"} 20.0",
                        "attache_llm_calls_total 1.0");
    }

    /** One document: attached, pinged, killed, attached again, busy when evicted, then evicted. */
    private void history() {
        var life = new Life(PLAN, 7, 1);
        metrics.happened(new Event.InUse(PLAN, Duration.ZERO));
        clock.pass(Duration.ofSeconds(3));
        metrics.decided(new Action.Attach(FIRST, life, Action.Origin.COLD));
        metrics.happened(new Event.WorkerConnected(FIRST));
        metrics.decided(new Action.Ping(FIRST, 9));
        clock.pass(Duration.ofMillis(250));
        metrics.happened(new Event.WorkerAnswered(FIRST, 9, FromWorker.Doing.FREE));
        metrics.happened(new Event.WorkerAnswered(FIRST, 8, FromWorker.Doing.FREE));
        metrics.happened(new Event.WorkerExited(FIRST, Exit.signal(9)));
        var second = new WorkerId(2);
        metrics.decided(new Action.Attach(second, new Life(PLAN, 7, 2), Action.Origin.COLD));
        metrics.decided(new Action.Release(second, Action.Reason.OUTRANKED, null));
        metrics.happened(new Event.WorkerBusy(second));
        metrics.happened(new Event.WorkerBusy(second));
        metrics.decided(new Action.Release(second, Action.Reason.OUTRANKED, null));
        metrics.happened(new Event.WorkerExited(second, Exit.code(0)));
        metrics.turned(clock.instant(), 3, 2, Duration.ofMillis(1));
        metrics.used(PLAN, 1, 20, 5);
    }

    @Test
    void aTakenPortNamesItsOwner() {
        assertThatThrownBy(
                        () ->
                                ControlServer.start(
                                        "127.0.0.1", server.port(), folder, desk, metrics))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP_PORT " + server.port())
                .hasMessageContaining("pid " + ProcessHandle.current().pid());
    }

    @Test
    void theSevenLinesAreTheSeeds() {
        assertThat(SeedFigures.box(desk.stats()))
                .isEqualTo(
                        """
                        ╔══════════════════════════════════════════════════════╗
                        ║                  System Statistics                   ║
                        ╚══════════════════════════════════════════════════════╝
                        Total Agents:      25
                        Active Agents:     8
                        Connecting Agents: 2
                        Unique Documents:  10
                        Avg Memory:        45.32 MB
                        Total LLM Calls:   127
                        Total Locations:   342\
                        """);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String authorization) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> api(String method, String path) throws Exception {
        String token = Files.readString(folder.resolve("api-token")).strip();
        return http.send(
                HttpRequest.newBuilder(uri("/api/v1/" + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }
}
