package dev.attache.manager.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.store.Database;
import dev.attache.manager.store.PostgresIntake;
import dev.attache.manager.testkit.NodePeer;
import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;

/** The door in front of a real database, with Supabase's own client and as a document's object. */
class IngestDoorIT {
    private static final String KEY = "sb_secret_door";
    private static final String ROW =
            "{\"document_id\":\"d\",\"event_type\":\"active\",\"user_count\":1,\"event_id\":\"%s\",\"seq\":%d,\"timestamp\":\"2026-11-20T10:00:00.123Z\"}";

    private static TestPostgres postgres;
    private static Database database;
    private static IngestDoor door;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() throws IOException {
        postgres = TestPostgres.start();
        database = Database.open(postgres.url(), 4);
        door =
                IngestDoor.open(
                        "127.0.0.1",
                        0,
                        new IngestKeys(List.of(KEY), List.of()),
                        new PostgresIntake(database),
                        InstantSource.system(),
                        3);
    }

    @AfterAll
    static void shut() {
        door.close();
        database.close();
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.empty();
    }

    @AfterEach
    void closeClient() {
        http.close();
    }

    @Test
    void supabasesOwnClientWorksUnchanged() {
        List<String> said;
        try (NodePeer client =
                NodePeer.start("supabase.mjs", door.address().toString(), KEY, "wrong")) {
            said = client.rest();
        }

        assertThat(said).hasSize(17);
        answers(said, "one", 201, "\"error\":null");
        answers(said, "several", 201, "\"error\":null");
        answers(said, "again", 201, "\"error\":null");
        answers(
                said,
                "again, and back",
                201,
                "[{\"event_id\":\"00000000-0000-4000-8000-000000000005\",\"seq\":5}]");
        answers(said, "one back", 201, "\"document_id\":\"ünï/côde\"");
        answers(said, "duplicate", 409, "\"code\":\"23505\"");
        answers(said, "merge", 403, "\"code\":\"42501\"");
        answers(said, "wrong type", 400, "\"code\":\"23514\"");
        answers(said, "wrong column", 400, "\"code\":\"PGRST204\"");
        answers(said, "wrong number", 400, "\"code\":\"22P02\"");
        answers(said, "wrong table", 404, "\"code\":\"PGRST205\"");
        answers(said, "read", 405, "\"code\":\"PGRST117\"");
        answers(said, "seen", 200, "\"data\":true");
        answers(said, "seen late", 200, "\"data\":false");
        answers(said, "switch", 200, "\"data\":true");
        answers(said, "wrong function", 404, "\"code\":\"PGRST202\"");
        answers(said, "wrong key", 401, "\"code\":\"PGRST301\"");
        assertThat(postgres.rows("SELECT seq FROM document_activity ORDER BY seq"))
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(
                        postgres.value(
                                "SELECT last_seq FROM document_state WHERE in_use AND user_count ="
                                        + " 6"))
                .isEqualTo("6");
        assertThat(
                        postgres.value(
                                "SELECT metadata->'from'->>2 FROM document_activity WHERE seq = 3"))
                .isEqualTo("1.5");
        assertThat(postgres.value("SELECT kind FROM overrides_in_force")).isEqualTo("off");
    }

    @Test
    void aRetryOfTheSameEventIsAcceptedAndCountsOnce() throws Exception {
        String event = ROW.formatted("0b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11", 7);

        assertThat(post("document_activity?on_conflict=event_id", event).statusCode())
                .isEqualTo(201);
        HttpResponse<String> retry = post("document_activity?on_conflict=event_id", event);

        assertThat(retry.statusCode()).isEqualTo(201);
        assertThat(retry.body()).isEmpty();
        assertThat(postgres.value("SELECT count(*) FROM document_activity")).isEqualTo("1");
        assertThat(postgres.value("SELECT last_event_at AT TIME ZONE 'UTC' FROM document_state"))
                .isEqualTo("2026-11-20 10:00:00.123");
    }

    @Test
    void oneBadRowKeepsItsWholeBatchOut() throws Exception {
        String good = ROW.formatted("0b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11", 7);
        String bad = good.replace("active", "left").replace("0b1f", "1b1f");

        HttpResponse<String> answer = post("document_activity", "[" + good + "," + bad + "]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(postgres.value("SELECT count(*) FROM document_activity")).isEqualTo("0");
    }

    @Test
    void whatIsNotOneRowHasNotHappened() throws Exception {
        String rows =
                "["
                        + ROW.formatted("0b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11", 7)
                        + ","
                        + ROW.formatted("1b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11", 8)
                        + "]";
        HttpRequest request =
                request("document_activity", rows)
                        .setHeader("Prefer", "return=representation")
                        .setHeader("Accept", "application/vnd.pgrst.object+json")
                        .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(406);
        assertThat(postgres.value("SELECT count(*) FROM document_activity")).isEqualTo("0");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInWordsThatArrive() throws Exception {
        HttpResponse<String> answer = post("document_activity", "[" + " ".repeat(3_000_000) + "]");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("send fewer rows");
    }

    @Test
    void nothingIsAcknowledgedWhileTheDatabaseIsAway() throws Exception {
        String event = ROW.formatted("0b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11", 7);
        postgres.goAway();
        try {
            HttpResponse<String> answer = post("document_activity", event);

            assertThat(answer.statusCode()).isEqualTo(503);
            // Cut off in the middle, or not there at all.
            assertThat(answer.body()).containsAnyOf("57P01", "08006");
        } finally {
            postgres.comeBack();
        }

        Until.holds("it is taken", () -> status(event) == 201);
    }

    private int status(String event) {
        try {
            return post("document_activity", event).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answers(List<String> said, String name, int status, String part) {
        assertThat(said)
                .filteredOn(line -> line.startsWith("{\"name\":\"" + name + "\","))
                .singleElement()
                .asString()
                .contains("\"status\":" + status, part);
    }

    private HttpResponse<String> post(String resource, String body) throws Exception {
        return http.send(
                request(resource, body)
                        .setHeader("Prefer", "resolution=ignore-duplicates,return=minimal")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String resource, String body) {
        return HttpRequest.newBuilder(URI.create(door.address() + "/rest/v1/" + resource))
                .setHeader("apikey", KEY)
                .setHeader("Authorization", "Bearer " + KEY)
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }
}
