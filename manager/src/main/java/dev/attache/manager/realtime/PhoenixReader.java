package dev.attache.manager.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import dev.attache.manager.realtime.PhoenixFrame.Binding;
import dev.attache.manager.realtime.PhoenixFrame.Payload;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From text to frames, in one pass and without keeping rows. Pure; any thread. */
final class PhoenixReader {
    static final String REPLY = "phx_reply";
    static final String SYSTEM = "system";
    static final String CHANGES = "postgres_changes";

    private static final int LIST_AT_MOST = 100;
    private static final int TEXT_AT_MOST = 500;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    // A numeric of Postgres may have as many digits, and is only skipped.
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNumberLength(200_000).build())
                    // Rows have names that the other side chooses.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private PhoenixReader() {}

    static Heard read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            expect(json.nextToken() == JsonToken.START_ARRAY, "it is no array");
            json.nextToken();
            String joinRef = reference(json);
            json.nextToken();
            String ref = reference(json);
            expect(json.nextToken() == JsonToken.VALUE_STRING, "its topic is no text");
            String topic = Plain.text(json.getText(), TEXT_AT_MOST);
            expect(json.nextToken() == JsonToken.VALUE_STRING, "its event is no text");
            String event = Plain.text(json.getText(), TEXT_AT_MOST);
            json.nextToken();
            Payload payload = payload(json, event);
            expect(json.nextToken() == JsonToken.END_ARRAY, "it has more than five parts");
            expect(json.nextToken() == null, "something follows it");
            return new PhoenixFrame(joinRef, ref, topic, event, payload);
        } catch (NotAsExpected e) {
            return new Heard.Broken(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // Jackson's own words repeat what it read, and rows hold what people wrote.
            return new Heard.Broken("it is no JSON, or too deep");
        }
    }

    private static Payload payload(JsonParser json, String event) throws IOException {
        expect(json.currentToken() == JsonToken.START_OBJECT, "its payload is no object");
        return switch (event) {
            case REPLY -> reply(json);
            case SYSTEM -> announcement(json);
            case CHANGES -> change(json);
            default -> {
                json.skipChildren();
                yield new Payload.Other();
            }
        };
    }

    private static Payload reply(JsonParser json) throws IOException {
        String status = "";
        String reason = "";
        List<Binding> bindings = List.of();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("status")) {
                status = text(json);
            } else if (name.equals("response") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String inner = json.currentName();
                    json.nextToken();
                    if (inner.equals("reason")) {
                        reason = text(json);
                    } else if (inner.equals(CHANGES)) {
                        bindings = bindings(json);
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        return new Payload.Reply(status.equals("ok"), reason, bindings);
    }

    private static List<Binding> bindings(JsonParser json) throws IOException {
        var bindings = new ArrayList<Binding>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return bindings;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            expect(bindings.size() < LIST_AT_MOST, "it has too many bindings");
            bindings.add(binding(json));
        }
        expect(json.currentToken() == JsonToken.END_ARRAY, "a binding is no object");
        return bindings;
    }

    private static Binding binding(JsonParser json) throws IOException {
        long id = -1;
        String event = "";
        String schema = "";
        String table = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = id(json);
                case "event" -> event = text(json);
                case "schema" -> schema = text(json);
                case "table" -> table = text(json);
                default -> json.skipChildren();
            }
        }
        return new Binding(id, event, schema, table);
    }

    private static Payload announcement(JsonParser json) throws IOException {
        String status = "";
        String extension = "";
        String message = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "status" -> status = text(json);
                case "extension" -> extension = text(json);
                case "message" -> message = text(json);
                default -> json.skipChildren();
            }
        }
        return new Payload.Announcement(status.equals("ok"), extension, message);
    }

    private static Payload change(JsonParser json) throws IOException {
        var ids = new ArrayList<Long>();
        var errors = new ArrayList<String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("ids") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    expect(ids.size() < LIST_AT_MOST, "it has too many ids");
                    ids.add(id(json));
                }
            } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean wanted = json.currentName().equals("errors");
                    JsonToken inner = json.nextToken();
                    if (wanted && inner == JsonToken.START_ARRAY) {
                        errors.addAll(texts(json));
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
        return new Payload.Change(ids, errors);
    }

    private static List<String> texts(JsonParser json) throws IOException {
        var texts = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(texts.size() < LIST_AT_MOST, "it has too many errors");
            texts.add(text(json));
        }
        return texts;
    }

    /** Anything else where a text should be is as good as none. */
    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return Plain.text(json.getText(), TEXT_AT_MOST);
        }
        json.skipChildren();
        return "";
    }

    private static long id(JsonParser json) throws IOException {
        expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "an id is no whole number");
        return json.getLongValue();
    }

    private static @Nullable String reference(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(json.currentToken() == JsonToken.VALUE_STRING, "a reference is no text");
        return Plain.text(json.getText(), TEXT_AT_MOST);
    }

    private static void expect(boolean holds, String otherwise) throws NotAsExpected {
        if (!holds) {
            throw new NotAsExpected(otherwise);
        }
    }

    private static final class NotAsExpected extends IOException {
        private static final long serialVersionUID = 1L;

        NotAsExpected(String message) {
            super(message);
        }
    }
}
