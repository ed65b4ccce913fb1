package dev.attache.worker.extract;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** How a family of models is spoken to: what to post where, and where the answer stands. Pure. */
sealed interface ModelApi permits OpenAiApi, AnthropicApi {

    String path();

    Map<String, String> headers(String key);

    String body(String model, String question);

    /** The answer's own JSON, an object with "places"; null when there is none. */
    @Nullable Object answer(Object response) throws IOException;

    Usage usage(Object response);

    static ModelApi of(ModelSettings.Provider provider) {
        return switch (provider) {
            case OPENAI -> new OpenAiApi();
            case ANTHROPIC -> new AnthropicApi();
        };
    }

    /** Fills one JSON object. */
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static String object(Writing fields) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException("a string cannot fail", impossible);
        }
        return out.toString();
    }

    static void message(JsonGenerator json, String role, String content) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role);
        json.writeStringField("content", content);
        json.writeEndObject();
    }
}
