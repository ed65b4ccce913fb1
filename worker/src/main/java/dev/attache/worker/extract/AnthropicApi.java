package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Anthropic's messages; the answer's form is a tool that the model must call. */
record AnthropicApi() implements ModelApi {

    private static final String TOOL = "report_places";
    private static final int LONGEST_ANSWER = 4_096;

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
                    json.writeArrayFieldStart("tools");
                    json.writeStartObject();
                    json.writeStringField("name", TOOL);
                    json.writeStringField("description", "Takes the places that were found.");
                    json.writeFieldName("input_schema");
                    json.writeRawValue(Question.SCHEMA);
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeObjectFieldStart("tool_choice");
                    json.writeStringField("type", "tool");
                    json.writeStringField("name", TOOL);
                    json.writeEndObject();
                });
    }

    @Override
    public @Nullable Object answer(Object response) {
        if (Json.at(response, "content") instanceof List<?> parts) {
            for (Object part : parts) {
                if ("tool_use".equals(Json.at(part, "type"))) {
                    return Json.at(part, "input");
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
