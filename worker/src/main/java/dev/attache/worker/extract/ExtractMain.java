package dev.attache.worker.extract;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds the extractor that the environment asks for and hands it to {@link ExtractCommand}. */
public final class ExtractMain {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "LLM_PROVIDER", "llm.provider",
                    "LLM_API_KEY", "llm.key",
                    "LLM_MODEL", "llm.model",
                    "LLM_BASE_URL", "llm.base_url",
                    "LLM_TIMEOUT_MS", "llm.timeout_ms");

    private ExtractMain() {}

    /** Gives the exit code: 0, or 2 when something has to be put right by whoever called. */
    public static int run(
            List<String> arguments,
            Map<String, String> environment,
            InputStream in,
            PrintStream out,
            PrintStream err)
            throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        SETTINGS.forEach(
                (variable, key) -> {
                    String value = environment.getOrDefault(variable, "");
                    if (!value.isBlank()) {
                        settings.put(key, value);
                    }
                });
        PlaceExtractor extractor;
        try {
            extractor = Extractors.of(settings, environment);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            return 2;
        }
        return new ExtractCommand(extractor)
                .run(arguments, in, new BufferedOutputStream(out, 1 << 16), err);
    }
}
