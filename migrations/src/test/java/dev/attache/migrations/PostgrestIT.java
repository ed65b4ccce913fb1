package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;

/**
 * What PostgREST sends for the requests of a Durable Object: logged in as authenticator, in the
 * role that the token names.
 */
class PostgrestIT {
    /**
     * POST /document_activity?on_conflict=event_id with Prefer:
     * resolution=ignore-duplicates,return=minimal.
     */
    private static final String INSERT =
            """
            WITH pgrst_source AS (INSERT INTO "public"."document_activity"("document_id", "event_id", "event_type", "seq", "user_count")
            SELECT "pgrst_body"."document_id", "pgrst_body"."event_id", "pgrst_body"."event_type", "pgrst_body"."seq", "pgrst_body"."user_count"
            FROM (SELECT ?::json AS json_data) pgrst_payload,
            LATERAL (SELECT CASE WHEN json_typeof(pgrst_payload.json_data) = 'array' THEN pgrst_payload.json_data
                     ELSE json_build_array(pgrst_payload.json_data) END AS val) pgrst_uniform_json,
            LATERAL (SELECT * FROM json_to_recordset(pgrst_uniform_json.val)
                     AS _("document_id" text, "event_id" uuid, "event_type" text, "seq" bigint, "user_count" integer)) pgrst_body
            ON CONFLICT("event_id") DO NOTHING RETURNING 1)
            SELECT '' AS total_result_set, pg_catalog.count(_postgrest_t) AS page_total, array[]::text[] AS header, '' AS body,
            nullif(current_setting('response.headers', true), '') AS response_headers,
            nullif(current_setting('response.status', true), '') AS response_status
            FROM (SELECT * FROM pgrst_source) _postgrest_t\
            """;

    /** POST /rpc/document_seen. */
    private static final String SEEN =
            """
            WITH pgrst_source AS (SELECT pgrst_call.pgrst_scalar FROM (SELECT ?::json AS json_data) pgrst_payload,
            LATERAL (SELECT * FROM json_to_record(pgrst_payload.json_data)
                     AS _("document_id" text, "seq" bigint, "user_count" integer, "edited_ms_ago" bigint)) pgrst_body,
            LATERAL (SELECT "public"."document_seen"("document_id" := pgrst_body."document_id", "seq" := pgrst_body."seq",
                     "user_count" := pgrst_body."user_count", "edited_ms_ago" := pgrst_body."edited_ms_ago") pgrst_scalar) pgrst_call)
            SELECT coalesce(json_agg(_postgrest_t.pgrst_scalar)->0, 'null') AS body
            FROM (SELECT "document_seen".* FROM "pgrst_source" AS "document_seen") _postgrest_t\
            """;

    /** POST /rpc/document_switch. */
    private static final String SWITCH =
            """
            WITH pgrst_source AS (SELECT pgrst_call.pgrst_scalar FROM (SELECT ?::json AS json_data) pgrst_payload,
            LATERAL (SELECT * FROM json_to_record(pgrst_payload.json_data) AS _("document_id" text, "seq" bigint, "off" boolean)) pgrst_body,
            LATERAL (SELECT "public"."document_switch"("document_id" := pgrst_body."document_id", "seq" := pgrst_body."seq",
                     "off" := pgrst_body."off") pgrst_scalar) pgrst_call)
            SELECT coalesce(json_agg(_postgrest_t.pgrst_scalar)->0, 'null') AS body
            FROM (SELECT "document_switch".* FROM "pgrst_source" AS "document_switch") _postgrest_t\
            """;

    private final Db db = PostgresServer.supabaseDatabase().migrated();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void anEventIsInsertedOnceHoweverOftenItIsSent() throws SQLException {
        String event =
                "{\"document_id\":\"a/b\",\"event_type\":\"active\",\"user_count\":1,\"seq\":7,\"event_id\":\"0b1f8e9e-7d35-4a5e-9b53-4f2f0a3c1d11\"}";
        try (Db rest = request("attache_object")) {
            assertThat(rest.rows(INSERT, event).getFirst().get(1)).isEqualTo("1");
            assertThat(rest.rows(INSERT, event).getFirst().get(1)).isEqualTo("0");
            assertThat(
                            rest.rows(
                                            INSERT,
                                            "["
                                                    + event
                                                    + ","
                                                    + event.replace("0b1f", "1b1f")
                                                            .replace(":7", ":8")
                                                    + "]")
                                    .getFirst()
                                    .get(1))
                    .isEqualTo("1");
            rest.connection().commit();
        }
        assertThat(db.one("SELECT count(*) FROM document_activity")).isEqualTo("2");
        assertThat(
                        db.one(
                                "SELECT last_seq FROM document_state WHERE document_id = 'a/b' AND"
                                        + " in_use"))
                .isEqualTo("8");
    }

    @Test
    void signsAndTheSwitchGoByTheNamesOfTheirArguments() throws SQLException {
        try (Db rest = request("attache_object")) {
            assertThat(
                            rest.one(
                                    SEEN,
                                    "{\"document_id\":\"d\",\"seq\":7,\"user_count\":2,\"edited_ms_ago\":1500}"))
                    .isEqualTo("true");
            assertThat(
                            rest.one(
                                    SEEN,
                                    "{\"document_id\":\"d\",\"seq\":6,\"user_count\":2,\"edited_ms_ago\":null}"))
                    .isEqualTo("false");
            assertThat(rest.one(SWITCH, "{\"document_id\":\"d\",\"seq\":8,\"off\":true}"))
                    .isEqualTo("true");
            rest.connection().commit();
        }
        assertThat(db.one("SELECT user_count FROM documents_in_use")).isEqualTo("2");
        assertThat(db.one("SELECT kind FROM overrides_in_force")).isEqualTo("off");
    }

    @Test
    void otherRolesAreRefusedTheSameStatements() throws SQLException {
        for (String role : new String[] {"anon", "authenticated"}) {
            try (Db rest = request(role)) {
                assertThatThrownBy(
                                () ->
                                        rest.rows(
                                                INSERT,
                                                "{\"document_id\":\"d\",\"event_type\":\"active\"}"))
                        .hasMessageStartingWith("42501");
                rest.connection().rollback();
            }
        }
        try (Db rest = request("service_role")) {
            assertThat(rest.one(SEEN, "{\"document_id\":\"d\",\"seq\":7,\"user_count\":2}"))
                    .isEqualTo("true");
        }
    }

    private Db request(String role) throws SQLException {
        Db rest = db.as("authenticator");
        rest.connection().setAutoCommit(false);
        rest.rows(
                "SELECT set_config('search_path', '\"public\"', true), set_config('role', ?, true)",
                role);
        return rest;
    }
}
