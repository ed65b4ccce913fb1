package dev.attache.worker.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON for tests: read as Java's own values, written with sorted keys so that equal means equal
 * text.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    public static @Nullable Object read(String json) {
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            return value(in);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String key = in.currentName();
                    in.nextToken();
                    map.put(key, value(in));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(in));
                }
                yield list;
            }
            case VALUE_STRING -> in.getText();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    public static String canonical(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
                yield sorted.entrySet().stream()
                        .map(entry -> canonical(entry.getKey()) + ":" + canonical(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            }
            case List<?> list ->
                    list.stream().map(Json::canonical).collect(Collectors.joining(",", "[", "]"));
            case String text ->
                    '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
            case null, default -> String.valueOf(value);
        };
    }
}
