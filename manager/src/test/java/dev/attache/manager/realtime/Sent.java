package dev.attache.manager.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a client sent, as far as it matters to the stand-in. */
record Sent(
        String joinRef, String ref, String topic, String event, String table, String accessToken) {
    static Sent read(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            String joinRef = String.valueOf(json.nextTextValue());
            String ref = String.valueOf(json.nextTextValue());
            String topic = String.valueOf(json.nextTextValue());
            String event = String.valueOf(json.nextTextValue());
            String table = "";
            String token = "";
            for (JsonToken t = json.nextToken(); t != null; t = json.nextToken()) {
                if (t == JsonToken.FIELD_NAME && json.currentName().equals("table")) {
                    table = String.valueOf(json.nextTextValue());
                } else if (t == JsonToken.FIELD_NAME && json.currentName().equals("access_token")) {
                    token = String.valueOf(json.nextTextValue());
                }
            }
            return new Sent(joinRef, ref, topic, event, table, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
