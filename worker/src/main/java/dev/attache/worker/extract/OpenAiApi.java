package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Map;

/**
 * Chat completions with a schema for the answer, as OpenAI, Mistral, Ollama and most gateways speak
 * them.
 */
record OpenAiApi() implements ModelApi {

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key);
    }

    @Override
    public String body(String model, String question) {
        return ModelApi.object(
                json -> {
                    json.writeStringField("model", model);
                    json.writeArrayFieldStart("messages");
                    ModelApi.message(json, "system", Question.INSTRUCTIONS);
                    ModelApi.message(json, "user", question);
                    json.writeEndArray();
                    json.writeObjectFieldStart("response_format");
                    json.writeStringField("type", "json_schema");
                    json.writeObjectFieldStart("json_schema");
                    json.writeStringField("name", "places");
                    json.writeBooleanField("strict", true);
                    json.writeFieldName("schema");
                    json.writeRawValue(Question.SCHEMA);
                    json.writeEndObject();
                    json.writeEndObject();
                });
    }

    @Override
    public @Nullable Object answer(Object response) throws IOException {
        return Json.at(response, "choices", 0, "message", "content") instanceof String content
                ? Json.read(content)
                : null;
    }

    @Override
    public Usage usage(Object response) {
        return new Usage(
                0,
                Json.number(Json.at(response, "usage", "prompt_tokens")),
                Json.number(Json.at(response, "usage", "completion_tokens")),
                0);
    }
}
