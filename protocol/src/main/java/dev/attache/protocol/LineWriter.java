package dev.attache.protocol;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** Writes one object as one line, its line feed included; nulls are left out. */
final class LineWriter {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private LineWriter(String type) throws IOException {
        json = JsonText.FACTORY.createGenerator(text);
        json.writeStartObject();
        json.writeStringField("type", type);
    }

    interface Body {
        void write(LineWriter line) throws IOException;
    }

    static String line(String type) {
        return line(type, _ -> {});
    }

    static String line(String type, Body body) {
        try {
            LineWriter line = new LineWriter(type);
            body.write(line);
            line.json.writeEndObject();
            line.json.close();
            return line.text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    LineWriter text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    LineWriter whole(String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
        return this;
    }

    LineWriter count(String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
        return this;
    }

    LineWriter real(String name, double value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    LineWriter flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    LineWriter word(String name, Enum<?> value) throws IOException {
        return text(name, Words.of(value));
    }

    LineWriter words(String name, Set<? extends Enum<?>> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String word : values.stream().map(Words::of).sorted().toList()) {
            json.writeString(word);
        }
        json.writeEndArray();
        return this;
    }

    LineWriter settings(Map<String, String> settings) throws IOException {
        json.writeObjectFieldStart("settings");
        for (String name : settings.keySet().stream().sorted().toList()) {
            json.writeStringField(name, settings.get(name));
        }
        json.writeEndObject();
        return this;
    }

    LineWriter checkpoint(@Nullable Checkpoint checkpoint) throws IOException {
        if (checkpoint != null) {
            json.writeFieldName("checkpoint");
            json.writeRawValue(checkpoint.json());
        }
        return this;
    }
}
