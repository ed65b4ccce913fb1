package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Anthropic's messages with a schema for the answer. A tool that must be called would do as well,
 * but not for a model that thinks first.
 */
record AnthropicApi() implements ModelApi {

    /** What the model thinks before it answers counts, too. */
    private static final int LONGEST_ANSWER = 8_192;

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public Map<String, String> headers(String key) {
        return Map.of("x-api-key", key, "anthropic-version", "2023-06-01");
    }

    @Override
    public String body(String model, String question) {
        return ModelApi.object(
                json -> {
                    json.writeStringField("model", model);
                    json.writeNumberField("max_tokens", LONGEST_ANSWER);
                    json.writeStringField("system", Question.INSTRUCTIONS);
                    json.writeArrayFieldStart("messages");
                    ModelApi.message(json, "user", question);
                    json.writeEndArray();
                    json.writeObjectFieldStart("output_config");
                    json.writeObjectFieldStart("format");
                    json.writeStringField("type", "json_schema");
                    json.writeFieldName("schema");
                    json.writeRawValue(Question.SCHEMA);
                    json.writeEndObject();
                    json.writeEndObject();
                });
    }

    @Override
    public @Nullable Object answer(Object response) throws IOException {
        if (Json.at(response, "content") instanceof List<?> parts) {
            for (Object part : parts) {
                if ("text".equals(Json.at(part, "type"))
                        && Json.at(part, "text") instanceof String text) {
                    return Json.read(text);
                }
            }
        }
        return null;
    }

    @Override
    public Usage usage(Object response) {
        return new Usage(
                0,
                Json.number(Json.at(response, "usage", "input_tokens")),
                Json.number(Json.at(response, "usage", "output_tokens")),
                0);
    }
}
