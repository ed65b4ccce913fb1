package dev.attache.manager.ingest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One request, read whole. Names of headers are in lower case. */
record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String body) {
    static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        var lower = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        return lower;
    }

    @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    String header(String name, String otherwise) {
        String value = header(name);
        return value == null ? otherwise : value;
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
