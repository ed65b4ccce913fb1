package dev.attache.manager.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;

class PostgrestTest {
    private static final String KEY = "sb_secret_right";
    private static final String ROW =
            "{\"document_id\":\"a/b\",\"event_type\":\"active\",\"user_count\":1,\"event_id\":\"0B1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11\",\"seq\":7,\"timestamp\":\"2026-11-21T10:00:00.000Z\"}";

    private final InMemoryIntake intake = new InMemoryIntake();
    private final Postgrest door =
            new Postgrest(
                    new IngestKeys(List.of(KEY), List.of()),
                    intake,
                    () -> Instant.parse("2026-11-21T10:00:00Z"));

    @Test
    void whatTheObjectSendsIsAcceptedWithoutABody() {
        Answer answer =
                door.answer(
                        request("document_activity", ROW)
                                .query("on_conflict", "event_id")
                                .header("prefer", "resolution=ignore-duplicates,return=minimal")
                                .build());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("Content-Range", "*/*")
                .containsEntry(
                        "Preference-Applied", "resolution=ignore-duplicates, return=minimal");
        Insert insert = intake.inserts.getFirst();
        assertThat(insert.ignoreDuplicates()).isTrue();
        assertThat(insert.columns())
                .containsExactly(
                        "document_id", "event_type", "user_count", "event_id", "seq", "timestamp");
        assertThat(insert.json())
                .isEqualTo(
                        "[{\"document_id\":\"a/b\",\"event_type\":\"active\",\"user_count\":1,\"event_id\":\"0b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11\",\"seq\":7,\"timestamp\":\"2026-11-21T10:00:00Z\"}]");
    }

    @Test
    void rowsComeBackWhenTheyAreWanted() {
        Answer answer =
                door.answer(
                        request("document_activity", "[" + ROW + "," + ROW + "]")
                                .header("prefer", "return=representation")
                                .query("select", "event_id,seq")
                                .build());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).startsWith("[{");
        assertThat(intake.inserts.getFirst().returned()).containsExactly("event_id", "seq");
        assertThat(intake.inserts.getFirst().rows()).isEqualTo(2);
    }

    @Test
    void anEmptyArrayIsNothing() {
        assertThat(door.answer(request("document_activity", "[]").build()).status()).isEqualTo(201);
        assertThat(intake.inserts).isEmpty();
    }

    @Test
    void functionsAnswerWithTheirValue() {
        Answer seen =
                door.answer(
                        request(
                                        "rpc/document_seen",
                                        "{\"document_id\":\"d\",\"seq\":7,\"user_count\":2,\"edited_ms_ago\":null}")
                                .build());
        Answer off =
                door.answer(
                        request(
                                        "rpc/document_switch",
                                        "{\"document_id\":\"d\",\"seq\":8,\"off\":true}")
                                .build());

        Answer standing =
                door.answer(request("rpc/document_standing", "{\"document_id\":\"d\"}").build());

        assertThat(standing.body()).isEqualTo("{\"position\": 2}");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body()).isEqualTo("true");
        assertThat(off.body()).isEqualTo("false");
        assertThat(intake.seen).containsExactly(new Intake.Seen("d", 7L, 2, null));
        assertThat(intake.switches).containsExactly(new Intake.Switched("d", 8L, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "document_activity | {\"document_id\":\"d\"} | 400 | 23502",
                "document_activity | {\"event_type\":\"idle\"} | 400 | 23502",
                "document_activity | {\"document_id\":null,\"event_type\":\"idle\"} | 400 | 23502",
                "document_activity | {\"document_id\":\"\",\"event_type\":\"idle\"} | 400 | 23514",
                "document_activity | {\"document_id\":\"a\\u0000\",\"event_type\":\"idle\"} | 400 |"
                        + " 23514",
                "document_activity | {\"document_id\":\"d\",\"event_type\":\"left\"} | 400 | 23514",
                "document_activity |"
                    + " {\"document_id\":\"d\",\"event_type\":\"idle\",\"user_count\":-1} | 400 |"
                    + " 23514",
                "document_activity |"
                    + " {\"document_id\":\"d\",\"event_type\":\"idle\",\"user_count\":1.5} | 400 |"
                    + " 22P02",
                "document_activity |"
                    + " {\"document_id\":\"d\",\"event_type\":\"idle\",\"user_count\":9999999999} |"
                    + " 400 | 22003",
                "document_activity |"
                    + " {\"document_id\":\"d\",\"event_type\":\"idle\",\"event_id\":\"7\"} | 400 |"
                    + " 22P02",
                "document_activity |"
                    + " {\"document_id\":\"d\",\"event_type\":\"idle\",\"timestamp\":\"now\"} | 400"
                    + " | 22007",
                "document_activity |"
                    + " {\"document_id\":\"d\",\"event_type\":\"idle\",\"metadata\":{\"a\":\"\\u0000\"}}"
                    + " | 400 | 22P05",
                "document_activity | {\"document_id\":\"d\",\"event_type\":\"idle\",\"id\":1} | 400"
                        + " | PGRST204",
                "document_activity | {\"document_id\":\"d\",\"event_type\":\"idle\",\"x\\\"y\":1} |"
                        + " 400 | PGRST204",
                "document_activity | [{\"document_id\":\"d\"},{\"event_type\":\"idle\"}] | 400 |"
                        + " PGRST102",
                "document_activity | [7] | 400 | PGRST102",
                "document_activity | 7 | 400 | PGRST102",
                "document_activity | {bad | 400 | PGRST102",
                "document_activity | {} {} | 400 | PGRST102",
                "agent_connections | {} | 404 | PGRST205",
                "rpc/document_seen | {\"document_id\":\"d\",\"seq\":7} | 404 | PGRST202",
                "rpc/document_seen | {\"document_id\":\"d\",\"seq\":7,\"user_count\":1,\"x\":1} |"
                        + " 404 | PGRST202",
                "rpc/document_seen | {\"document_id\":\"d\",\"seq\":7,\"user_count\":-1} | 400 |"
                        + " 23514",
                "rpc/document_switch | {\"document_id\":\"d\",\"seq\":7,\"off\":\"maybe\"} | 400 |"
                        + " 22P02",
                "rpc/document_standing | {} | 404 | PGRST202",
                "rpc/attache_claim | {\"document\":\"d\"} | 404 | PGRST202",
                "rpc/document_seen | [] | 400 | PGRST102",
                "document_activity/x | {} | 404 | PGRST125",
            })
    void refusalsHaveTheStatusAndCodeOfTheOriginal(
            String resource, String body, int status, String code) {
        Answer answer = door.answer(request(resource, body).build());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body())
                .startsWith("{\"code\":\"" + code + "\",\"details\":")
                .contains("\"hint\":", "\"message\":");
        assertThat(intake.inserts).isEmpty();
        assertThat(intake.seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "HEAD"})
    void onlyPostIsServed(String method) {
        Answer table = door.answer(request("document_activity", "").method(method).build());
        Answer function = door.answer(request("rpc/document_seen", "").method(method).build());

        assertThat(table.status()).isEqualTo(405);
        assertThat(table.body()).contains("PGRST117");
        assertThat(function.status()).isEqualTo(405);
        assertThat(function.body()).contains("PGRST101");
        assertThat(table.headers()).containsEntry("Allow", "OPTIONS,POST");
    }

    @ParameterizedTest
    @CsvSource({
        "content-type, text/csv, 400",
        "content-encoding, gzip, 415",
        "content-profile, private, 406",
        "accept, text/csv, 406",
        "prefer, resolution=merge-duplicates, 403",
    })
    void whatIsNotSpokenIsSaid(String header, String value, int status) {
        Answer answer =
                door.answer(request("document_activity", ROW).header(header, value).build());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(intake.inserts).isEmpty();
    }

    @Test
    void theColumnsParameterNamesWhatIsWritten() {
        door.answer(
                request(
                                "document_activity",
                                "[{\"document_id\":\"d\",\"event_type\":\"idle\",\"noise\":1}]")
                        .query("columns", "\"document_id\",\"event_type\"")
                        .build());

        assertThat(intake.inserts.getFirst().json())
                .isEqualTo("[{\"document_id\":\"d\",\"event_type\":\"idle\"}]");
    }

    @Test
    void anotherConflictTargetIsRefused() {
        Answer answer =
                door.answer(
                        request("document_activity", ROW)
                                .query("on_conflict", "document_id")
                                .header("prefer", "resolution=ignore-duplicates")
                                .build());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("42P10");
    }

    @Test
    void tooManyRowsAreTooLarge() {
        String rows = ("," + ROW).repeat(BodyReader.ROWS_AT_MOST + 1).substring(1);

        Answer answer = door.answer(request("document_activity", "[" + rows + "]").build());

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void whatTheDatabaseRefusesIsHandedOn() {
        intake.refusal = ApiError.postgres("57014", "canceling statement", null, null);
        assertThat(door.answer(request("document_activity", ROW).build()).status()).isEqualTo(500);
        intake.refusal = ApiError.postgres("08006", "gone", null, null);
        assertThat(door.answer(request("document_activity", ROW).build()).status()).isEqualTo(503);
        intake.refusal = ApiError.postgres("23505", "duplicate key", "Key (event_id)", null);

        Answer duplicate = door.answer(request("document_activity", ROW).build());

        assertThat(duplicate.status()).isEqualTo(409);
        assertThat(duplicate.body()).contains("\"details\":\"Key (event_id)\"");
    }

    @Test
    void aSingleObjectIsAllOrNothing() {
        Answer answer =
                door.answer(
                        request("document_activity", "[" + ROW + "," + ROW + "]")
                                .header("prefer", "return=representation")
                                .header("accept", "application/vnd.pgrst.object+json")
                                .build());

        assertThat(intake.inserts.getFirst().single()).isTrue();
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.body()).contains("PGRST116");
    }

    @Test
    void withoutTheKeyNothingIsSaidAboutAnything() {
        var noKey = new Asked("document_activity", ROW);
        var wrongKey = new Asked("nonsense", ROW).header("apikey", "wrong");
        var halfRight = request("document_activity", ROW).header("authorization", "Bearer wrong");

        assertThat(door.answer(noKey.build()).status()).isEqualTo(401);
        assertThat(door.answer(wrongKey.build()).status()).isEqualTo(401);
        assertThat(door.answer(halfRight.build()).status()).isEqualTo(401);
        assertThat(door.answer(noKey.build()).headers()).containsKey("WWW-Authenticate");
        assertThat(intake.inserts).isEmpty();
    }

    private static Asked request(String resource, String body) {
        return new Asked(resource, body).header("apikey", KEY);
    }
}
