package dev.attache.worker.extract;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which model to ask, and how long to wait for it. */
public record ModelSettings(
        Provider provider, String key, String model, URI baseUrl, Duration timeout) {

    /** What the model speaks, and the cheapest model of the house that keeps to a schema. */
    public enum Provider {
        OPENAI("https://api.openai.com/v1", "gpt-6-luna"),
        ANTHROPIC("https://api.anthropic.com", "claude-haiku-5-5");

        private final String baseUrl;
        private final String model;

        Provider(String baseUrl, String model) {
            this.baseUrl = baseUrl;
            this.model = model;
        }
    }

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Empty when the built-in extractor is wanted; without {@code llm.provider} a key means OpenAI.
     */
    public static Optional<ModelSettings> from(Map<String, String> settings) {
        String key = settings.getOrDefault("llm.key", "");
        String wanted = settings.getOrDefault("llm.provider", key.isEmpty() ? "builtin" : "openai");
        if (wanted.equals("builtin")) {
            return Optional.empty();
        }
        Provider provider =
                switch (wanted) {
                    case "openai" -> Provider.OPENAI;
                    case "anthropic" -> Provider.ANTHROPIC;
                    default ->
                            throw new IllegalArgumentException(
                                    "llm.provider is \""
                                            + wanted
                                            + "\"; allowed are builtin, openai and anthropic");
                };
        return Optional.of(
                new ModelSettings(
                        provider,
                        key,
                        settings.getOrDefault("llm.model", provider.model),
                        base(settings.getOrDefault("llm.base_url", provider.baseUrl)),
                        timeout(settings.getOrDefault("llm.timeout_ms", ""))));
    }

    private static URI base(String url) {
        try {
            URI base = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            if (base.getHost() != null && base.getScheme().startsWith("http")) {
                return base;
            }
        } catch (IllegalArgumentException unreadable) {
            throw wrongUrl(url);
        }
        throw wrongUrl(url);
    }

    private static IllegalArgumentException wrongUrl(String url) {
        return new IllegalArgumentException(
                "llm.base_url is \"" + url + "\"; it must be an http or https address");
    }

    private static Duration timeout(String millis) {
        if (millis.isEmpty()) {
            return USUAL_TIMEOUT;
        }
        try {
            long value = Long.parseLong(millis);
            if (value > 0) {
                return Duration.ofMillis(value);
            }
        } catch (NumberFormatException unreadable) {
            throw wrongTimeout(millis);
        }
        throw wrongTimeout(millis);
    }

    private static IllegalArgumentException wrongTimeout(String millis) {
        return new IllegalArgumentException(
                "llm.timeout_ms is \"" + millis + "\"; it must be a positive number");
    }

    /** Without the key: this may end in a log. */
    @Override
    public String toString() {
        return provider + " " + model + " at " + baseUrl.getHost();
    }
}
