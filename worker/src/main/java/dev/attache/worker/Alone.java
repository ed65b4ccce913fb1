package dev.attache.worker;

import dev.attache.protocol.DocumentId;
import dev.attache.protocol.ToWorker;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker without a manager: what it should do, from its arguments and the environment. */
record Alone(ToWorker.Attach attach) {
    static final String USAGE =
            """
            usage: attache worker --document DOCUMENT [--agent AGENT] [--url URL]
                   attache extract [--jsonl] < text
            DOCUMENT_ID and AGENT_ID do the same as the options. The document is joined at
            ws://127.0.0.1:$WS_PORT/parties/$PARTY_NAME/DOCUMENT (8787, document), or at
            --url or DOCUMENT_URL, where {document} stands for its name; AGENT_TOKEN is sent along.
            LLM_PROVIDER, LLM_API_KEY, LLM_MODEL, LLM_BASE_URL choose a model; without a key the
            built-in extractor reads.\
            """;

    private static final String PLACE = "{document}";

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "YJS_FRAGMENT", "yjs.fragment",
                    "SCHEMA_GUARD", "schema_guard",
                    "BACKLOG_SENTENCES", "backlog_sentences",
                    "LLM_PROVIDER", "llm.provider",
                    "LLM_API_KEY", "llm.key",
                    "LLM_MODEL", "llm.model",
                    "LLM_BASE_URL", "llm.base_url",
                    "LLM_TIMEOUT_MS", "llm.timeout_ms");

    /** Throws with a sentence for whoever called. */
    static Alone from(List<String> words, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
            String option = word.next();
            boolean known =
                    option.equals("--document")
                            || option.equals("--agent")
                            || option.equals("--url");
            if (known && word.hasNext()) {
                given.put(option, word.next());
            } else if (!option.startsWith("-") && !given.containsKey("--document")) {
                given.put("--document", option); // The seed's form: the name alone.
            } else {
                throw new IllegalArgumentException(
                        known ? option + " needs a value" : "unknown argument: " + option);
            }
        }
        DocumentId document = document(given, environment);
        String agent =
                given(given, "--agent", environment, "AGENT_ID")
                        .orElseGet(
                                () ->
                                        "agent-%s-%d"
                                                .formatted(
                                                        document.value(),
                                                        Instant.now().getEpochSecond()));
        return new Alone(
                new ToWorker.Attach(
                        document,
                        agent,
                        0,
                        0,
                        url(given, environment, document),
                        environment.getOrDefault("AGENT_TOKEN", ""),
                        settings(environment),
                        null));
    }

    private static DocumentId document(Map<String, String> given, Map<String, String> environment) {
        String name =
                given(given, "--document", environment, "DOCUMENT_ID")
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "say which document: --document or DOCUMENT_ID"));
        return new DocumentId(name);
    }

    private static String url(
            Map<String, String> given, Map<String, String> environment, DocumentId document) {
        String template =
                given(given, "--url", environment, "DOCUMENT_URL")
                        .orElseGet(
                                () ->
                                        "ws://127.0.0.1:%s/parties/%s/"
                                                .formatted(
                                                        or(environment, "WS_PORT", "8787"),
                                                        or(environment, "PARTY_NAME", "document")));
        if (!template.startsWith("ws://") && !template.startsWith("wss://")) {
            throw new IllegalArgumentException(
                    "the document's address must begin with ws:// or wss://, as in"
                            + " ws://127.0.0.1:8787/parties/document/{document}");
        }
        if (template.contains(PLACE)) {
            return template.replace(PLACE, document.urlSegment());
        }
        return template + (template.endsWith("/") ? "" : "/") + document.urlSegment();
    }

    private static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        SETTINGS.forEach(
                (variable, key) -> {
                    String value = environment.getOrDefault(variable, "");
                    if (!value.isBlank()) {
                        settings.put(key, value);
                    }
                });
        return settings;
    }

    private static Optional<String> given(
            Map<String, String> given,
            String option,
            Map<String, String> environment,
            String variable) {
        return Optional.ofNullable(given.get(option))
                .or(() -> Optional.of(environment.getOrDefault(variable, "")))
                .filter(value -> !value.isBlank());
    }

    private static String or(Map<String, String> environment, String variable, String absent) {
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? absent : value;
    }
}
