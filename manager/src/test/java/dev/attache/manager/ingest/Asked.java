package dev.attache.manager.ingest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request in the making, as PostgREST is asked. */
final class Asked {
    private final String resource;
    private final String body;
    private final Map<String, String> query = new TreeMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>();
    private String method = "POST";

    Asked(String resource, String body) {
        this.resource = resource;
        this.body = body;
    }

    Asked method(String wanted) {
        method = wanted;
        return this;
    }

    Asked header(String name, String value) {
        headers.put(name, List.of(value));
        return this;
    }

    Asked query(String name, String value) {
        query.put(name, value);
        return this;
    }

    Request build() {
        return new Request(method, "/rest/v1/" + resource, query, headers, body);
    }
}
