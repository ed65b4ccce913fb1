package dev.attache.manager.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON of this room: bounded when read, and written as text. */
final class Json {
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxNumberLength(100)
                                    .maxNameLength(1_024)
                                    .build())
                    // Names that the other side chooses are not to be kept.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private Json() {}

    @FunctionalInterface
    interface Body {
        void to(JsonGenerator json) throws IOException;
    }

    static String object(Body body) {
        return write(
                json -> {
                    json.writeStartObject();
                    body.to(json);
                    json.writeEndObject();
                });
    }

    static String write(Body body) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
