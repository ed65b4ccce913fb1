package dev.attache.manager.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What every agent is told about its work; goes into the attach message and nowhere else. */
public record AgentConfig(Map<String, String> settings) {
    /** Who finds the places. */
    public enum Provider {
        BUILTIN,
        OPENAI,
        ANTHROPIC
    }

    /** Who has to declare the mark before marks are written. */
    public enum SchemaGuard {
        ON,
        ALL,
        OFF
    }

    static final Key<String> FRAGMENT =
            Key.of(
                    "YJS_FRAGMENT",
                    Kinds.TEXT,
                    "default",
                    "Name of the XML fragment with the text.");
    static final Key<String> NAME =
            Key.of("AGENT_NAME", Kinds.TEXT, "AI Agent", "What people see the agent called.");
    static final Key<String> COLOUR =
            Key.of("AGENT_COLOR", Kinds.COLOUR, "#FF6B6B", "The colour of its presence.");
    static final Key<SchemaGuard> SCHEMA_GUARD =
            Key.of(
                    "SCHEMA_GUARD",
                    Kinds.oneOf(SchemaGuard.class),
                    "on",
                    "Marks are written only while every editor declares `geoMark`; `all` counts"
                            + " visitors without a name as editors, `off` trusts everybody.");
    static final Key<Duration> DEBOUNCE =
            Key.of("DEBOUNCE", Kinds.DURATION, "1s", "Quiet after a sentence before it is read.");
    static final Key<Integer> BACKLOG =
            Key.of(
                    "BACKLOG_SENTENCES",
                    Kinds.number(0, 100_000),
                    "200",
                    "Unread sentences that are read at most when an agent attaches.");
    static final Key<Long> BUDGET_CALLS =
            Key.of(
                    "BUDGET_CALLS",
                    Kinds.amount(0, Long.MAX_VALUE),
                    "",
                    "Model calls for one document on one day; then the built-in extractor goes on."
                            + " Default: no limit.");
    static final Key<Long> BUDGET_TOKENS =
            Key.of(
                    "BUDGET_TOKENS",
                    Kinds.amount(0, Long.MAX_VALUE),
                    "",
                    "Tokens, in and out, for one document on one day. Default: no limit.");
    static final Key<Provider> PROVIDER =
            Key.of(
                    "LLM_PROVIDER",
                    Kinds.oneOf(Provider.class),
                    "builtin",
                    "Who finds the places: the gazetteer alone, or a model that speaks OpenAI's or"
                            + " Anthropic's API.");
    static final Key<String> LLM_KEY = Key.secret("LLM_API_KEY", Kinds.TEXT, "The model's key.");
    static final Key<String> MODEL =
            Key.of("LLM_MODEL", Kinds.TEXT, "", "Its name. Default: the provider's small one.");
    static final Key<URI> BASE_URL =
            Key.of(
                    "LLM_BASE_URL",
                    Kinds.HTTP_URL,
                    "",
                    "Address of a gateway, Mistral or Ollama. Default: the provider's own.");
    static final Key<Duration> TIMEOUT =
            Key.of("LLM_TIMEOUT", Kinds.DURATION, "30s", "How long one model call may take.");
    static final List<Key<?>> KEYS =
            List.of(
                    FRAGMENT,
                    NAME,
                    COLOUR,
                    SCHEMA_GUARD,
                    DEBOUNCE,
                    BACKLOG,
                    BUDGET_CALLS,
                    BUDGET_TOKENS,
                    PROVIDER,
                    LLM_KEY,
                    MODEL,
                    BASE_URL,
                    TIMEOUT);

    public AgentConfig {
        settings = Map.copyOf(settings);
    }

    static AgentConfig from(Values values) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("yjs.fragment", values.get(FRAGMENT));
        settings.put("agent.name", values.get(NAME));
        settings.put("agent.color", values.get(COLOUR));
        settings.put("schema_guard", Kinds.word(values.get(SCHEMA_GUARD)));
        settings.put("debounce_ms", String.valueOf(values.get(DEBOUNCE).toMillis()));
        settings.put("backlog_sentences", String.valueOf(values.get(BACKLOG)));
        values.find(BUDGET_CALLS).ifPresent(n -> settings.put("budget.calls", n.toString()));
        values.find(BUDGET_TOKENS).ifPresent(n -> settings.put("budget.tokens", n.toString()));
        model(values, settings);
        return new AgentConfig(settings);
    }

    private static void model(Values values, Map<String, String> settings) {
        Provider provider = values.get(PROVIDER);
        Optional<String> key = values.find(LLM_KEY);
        Optional<URI> base = values.find(BASE_URL);
        settings.put("llm.provider", Kinds.word(provider));
        settings.put("llm.timeout_ms", String.valueOf(values.get(TIMEOUT).toMillis()));
        values.find(MODEL).ifPresent(model -> settings.put("llm.model", model));
        base.ifPresent(url -> settings.put("llm.base_url", url.toString()));
        key.ifPresent(secret -> settings.put("llm.key", secret));
        if (provider == Provider.BUILTIN && key.isPresent()) {
            // Guessing would send one provider's key to another.
            values.fault(
                    "LLM_API_KEY is set, but LLM_PROVIDER is builtin: set it to openai or"
                            + " anthropic, or take the key away.");
        }
        if (provider != Provider.BUILTIN && key.isEmpty() && base.isEmpty()) {
            values.fault(
                    "LLM_PROVIDER is %s: set LLM_API_KEY, or LLM_BASE_URL to one that needs none."
                            .formatted(Kinds.word(provider)));
        }
    }

    /** The settings hold the model's key. */
    @Override
    public String toString() {
        return "AgentConfig[" + settings.keySet() + "]";
    }
}
