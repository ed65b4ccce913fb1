package dev.attache.manager.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back. An empty body is none. */
record Answer(int status, Map<String, String> headers, String body) {
    private static final String JSON = "application/json; charset=utf-8";

    static Answer empty(int status, Map<String, String> headers) {
        return new Answer(status, headers, "");
    }

    static Answer json(int status, Map<String, String> headers, String body) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", JSON);
        return new Answer(status, all, body);
    }

    static Answer error(ApiError error) {
        var headers = new LinkedHashMap<String, String>();
        if (error.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (error.status() == 405) {
            headers.put("Allow", "OPTIONS,POST");
        }
        headers.put("Proxy-Status", "PostgREST; error=" + error.code());
        return json(error.status(), headers, error.json());
    }

    /** Which preferences were minded. */
    static Map<String, String> applied(List<String> preferences) {
        return preferences.isEmpty()
                ? Map.of()
                : Map.of("Preference-Applied", String.join(", ", preferences));
    }
}
