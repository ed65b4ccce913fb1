package dev.attache.manager.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From a body to rows of named values, which nobody has looked at yet. Pure. */
final class BodyReader {
    static final int ROWS_AT_MOST = 1_000;

    private static final int FIELDS_AT_MOST = 50;

    private BodyReader() {}

    /** An array of objects, or a single one. */
    static List<Map<String, Value>> rows(String body) throws ApiError {
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            var rows = new ArrayList<Map<String, Value>>();
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                rows.add(fields(json));
            } else if (first == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (json.currentToken() != JsonToken.START_OBJECT) {
                        throw ApiError.body("All object keys must match");
                    }
                    if (rows.size() == ROWS_AT_MOST) {
                        throw ApiError.tooLarge(
                                "A body may have " + ROWS_AT_MOST + " rows at most: send several");
                    }
                    rows.add(fields(json));
                }
            } else {
                throw ApiError.body("Empty or invalid json");
            }
            end(json);
            return rows;
        } catch (IOException e) {
            throw ApiError.body("Empty or invalid json");
        }
    }

    /** The named arguments of a function. */
    static Map<String, Value> arguments(String body) throws ApiError {
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw ApiError.body("Empty or invalid json");
            }
            Map<String, Value> arguments = fields(json);
            end(json);
            return arguments;
        } catch (IOException e) {
            throw ApiError.body("Empty or invalid json");
        }
    }

    private static void end(JsonParser json) throws IOException, ApiError {
        if (json.nextToken() != null) {
            throw ApiError.body("Empty or invalid json");
        }
    }

    private static Map<String, Value> fields(JsonParser json) throws IOException, ApiError {
        var fields = new LinkedHashMap<String, Value>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
            if (fields.size() > FIELDS_AT_MOST) {
                throw ApiError.body("An object has more fields than there are columns");
            }
        }
        return fields;
    }

    private static Value value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> Value.NULL;
            case VALUE_STRING -> new Value(Value.Kind.TEXT, json.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Value(Value.Kind.BOOLEAN, json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Value(Value.Kind.NUMBER, json.getText());
            default -> new Value(Value.Kind.STRUCTURE, structure(json));
        };
    }

    private static String structure(JsonParser json) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator copy = Json.FACTORY.createGenerator(text)) {
            copy.copyCurrentStructure(json);
        }
        return text.toString();
    }
}
