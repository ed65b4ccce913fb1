package dev.attache.manager.ingest;

import org.jspecify.annotations.Nullable;

/** A refusal in PostgREST's words: its status, its code, and a body of four fields. */
public final class ApiError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String details;
    private final @Nullable String hint;

    private ApiError(
            int status,
            String code,
            String message,
            @Nullable String details,
            @Nullable String hint) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
        this.hint = hint;
    }

    static ApiError of(int status, String code, String message) {
        return new ApiError(status, code, message, null, null);
    }

    static ApiError of(
            int status,
            String code,
            String message,
            @Nullable String details,
            @Nullable String hint) {
        return new ApiError(status, code, message, details, hint);
    }

    /** A body that is no JSON, or not the JSON that can be a row. */
    static ApiError body(String message) {
        return of(400, "PGRST102", message);
    }

    static ApiError tooLarge(String message) {
        return of(413, "PGRST102", message);
    }

    /** What Postgres says, or would say, with the status that PostgREST gives it. */
    public static ApiError postgres(
            String sqlState, String message, @Nullable String details, @Nullable String hint) {
        return of(statusOf(sqlState), sqlState, message, details, hint);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    @Nullable String details() {
        return details;
    }

    @Nullable String hint() {
        return hint;
    }

    String json() {
        return Json.object(
                json -> {
                    json.writeStringField("code", code);
                    json.writeStringField("details", details);
                    json.writeStringField("hint", hint);
                    json.writeStringField("message", getMessage());
                });
    }

    private static int statusOf(String sqlState) {
        return switch (sqlState) {
            case "23503", "23505" -> 409;
            case "25006" -> 405;
            case "42501" -> 403;
            case "42883", "42P01" -> 404;
            case "53400" -> 500;
            case "57P01", "57P02", "57P03" -> 503;
            default ->
                    switch (sqlState.length() == 5 ? sqlState.substring(0, 2) : "XX") {
                        case "08", "53" -> 503;
                        case "28", "0L", "0P" -> 403;
                        case "09",
                                "25",
                                "2D",
                                "38",
                                "39",
                                "3B",
                                "40",
                                "54",
                                "55",
                                "57",
                                "58",
                                "F0",
                                "HV",
                                "P0",
                                "XX" ->
                                500;
                        default -> 400;
                    };
        };
    }
}
