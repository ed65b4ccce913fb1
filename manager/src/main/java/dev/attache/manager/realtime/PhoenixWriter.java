package dev.attache.manager.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The frames that we send, as text. Pure; any thread. */
final class PhoenixWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private PhoenixWriter() {}

    @FunctionalInterface
    private interface Body {
        void to(JsonGenerator json) throws IOException;
    }

    /** The whole payload, at every join: a server forgets all of it with the channel. */
    static String join(String ref, String topic, Subject subject, @Nullable String accessToken) {
        return frame(
                ref,
                ref,
                topic,
                "phx_join",
                json -> {
                    json.writeObjectFieldStart("config");
                    json.writeObjectFieldStart("broadcast");
                    json.writeBooleanField("ack", false);
                    json.writeBooleanField("self", false);
                    json.writeEndObject();
                    json.writeObjectFieldStart("presence");
                    json.writeBooleanField("enabled", false);
                    json.writeStringField("key", "");
                    json.writeEndObject();
                    json.writeArrayFieldStart("postgres_changes");
                    json.writeStartObject();
                    json.writeStringField("event", subject.event());
                    json.writeStringField("schema", subject.schema());
                    json.writeStringField("table", subject.table());
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeBooleanField("private", false);
                    json.writeEndObject();
                    if (accessToken != null) {
                        json.writeStringField("access_token", accessToken);
                    }
                });
    }

    static String leave(String joinRef, String ref, String topic) {
        return frame(joinRef, ref, topic, "phx_leave", _ -> {});
    }

    static String heartbeat(String ref) {
        return frame(null, ref, "phoenix", "heartbeat", _ -> {});
    }

    private static String frame(
            @Nullable String joinRef, String ref, String topic, String event, Body body) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            json.writeString(joinRef);
            json.writeString(ref);
            json.writeString(topic);
            json.writeString(event);
            json.writeStartObject();
            body.to(json);
            json.writeEndObject();
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
