package dev.attache.manager.ingest;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What PostgREST answers to the requests of a document's object, and to everything else that is
 * asked of it: a sentence and the status that says whose turn it is.
 */
final class Postgrest {
    private static final String ROOT = "/rest/v1/";
    private static final String TABLE = "document_activity";
    private static final List<String> ACCEPTABLE =
            List.of("*/*", "application/*", "application/json", "application/vnd.pgrst");

    private final IngestKeys keys;
    private final Intake intake;
    private final Functions functions;
    private final InstantSource clock;

    Postgrest(IngestKeys keys, Intake intake, InstantSource clock) {
        this.keys = keys;
        this.intake = intake;
        this.functions = new Functions(intake);
        this.clock = clock;
    }

    Answer answer(Request request) {
        try {
            if (request.method().equals("OPTIONS")) {
                return Answer.empty(200, Map.of("Allow", "OPTIONS,POST"));
            }
            keys.check(request.header("apikey"), request.header("authorization"), clock.instant());
            String resource = resource(request.path());
            return resource.startsWith("rpc/")
                    ? call(resource.substring("rpc/".length()), request)
                    : insert(resource, request);
        } catch (ApiError e) {
            return Answer.error(e);
        }
    }

    private Answer insert(String table, Request request) throws ApiError {
        if (!table.equals(TABLE)) {
            throw ApiError.of(
                    404,
                    "PGRST205",
                    "Could not find the table 'public.%s' in the schema cache"
                            .formatted(table.length() > 60 ? "…" : table),
                    null,
                    "Perhaps you meant the table 'public.document_activity'");
        }
        if (!request.method().equals("POST")) {
            throw ApiError.of(405, "PGRST117", "Unsupported HTTP method: " + request.method());
        }
        speaksJson(request);
        Wanted wanted =
                Wanted.of(
                        request.query(),
                        request.headers("prefer"),
                        request.header("accept", "*/*"));
        Insert insert = Insert.of(BodyReader.rows(request.body()), wanted);
        Intake.Inserted inserted =
                insert.rows() == 0 ? new Intake.Inserted(0, "[]") : intake.insert(insert);
        var headers = new LinkedHashMap<>(Answer.applied(wanted.applied()));
        headers.put("Content-Range", "*/*");
        if (!wanted.representation()) {
            return Answer.empty(201, headers);
        }
        if (!wanted.single()) {
            return Answer.json(201, headers, inserted.json());
        }
        if (inserted.rows() != 1) {
            throw notOne(inserted.rows());
        }
        String json = inserted.json().strip();
        return Answer.json(201, headers, json.substring(1, json.length() - 1));
    }

    private Answer call(String function, Request request) throws ApiError {
        if (!request.method().equals("POST")) {
            throw ApiError.of(
                    405, "PGRST101", "Cannot use the " + request.method() + " method on RPC");
        }
        speaksJson(request);
        String result = functions.call(function, BodyReader.arguments(request.body()));
        return Answer.json(200, Map.of("Content-Range", "0-0/*"), result);
    }

    /** Known to the adapter as well: what is not one row must not have been written. */
    static ApiError notOne(int rows) {
        return ApiError.of(
                406,
                "PGRST116",
                "Cannot coerce the result to a single JSON object",
                "The result contains " + rows + " rows",
                null);
    }

    private static String resource(String path) throws ApiError {
        String resource = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
        int slash = resource.indexOf('/', resource.startsWith("rpc/") ? 4 : 0);
        if (resource.isEmpty() || slash >= 0) {
            throw ApiError.of(404, "PGRST125", "Invalid path specified in request URL");
        }
        return resource;
    }

    private static void speaksJson(Request request) throws ApiError {
        String encoding = request.header("content-encoding", "identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw ApiError.of(
                    415, "PGRST102", "Content-Encoding not acceptable: send the body as it is");
        }
        String type = request.header("content-type", "application/json").split(";", 2)[0].strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw ApiError.body(
                    "Content-Type not acceptable: " + (type.length() > 60 ? "…" : type));
        }
        String profile = request.header("content-profile", "public");
        if (!profile.equals("public")) {
            throw ApiError.of(
                    406,
                    "PGRST106",
                    "Invalid schema: " + (profile.length() > 60 ? "…" : profile),
                    null,
                    "Only the following schemas are exposed: public");
        }
        String accept = request.header("accept", "*/*");
        if (ACCEPTABLE.stream().noneMatch(accept::contains)) {
            throw ApiError.of(
                    406,
                    "PGRST107",
                    "None of these media types are available: "
                            + (accept.length() > 60 ? "…" : accept));
        }
    }
}
