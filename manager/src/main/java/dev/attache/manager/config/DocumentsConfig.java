package dev.attache.manager.config;

import dev.attache.manager.activity.DocumentFilter;
import dev.attache.manager.agent.DocumentUrls;

import java.time.Duration;
import java.util.List;

/** Which documents are minded, and where they are joined. */
public record DocumentsConfig(DocumentFilter filter, DocumentUrls urls, Duration idleTimeout) {
    static final Key<DocumentFilter> DOCUMENTS =
            Key.of(
                    "ATTACHE_DOCUMENTS",
                    new Kind<>(
                            "patterns separated by commas, as in team-*,!team-draft-?",
                            DocumentFilter::of),
                    "",
                    "Which documents this manager minds: patterns with `*` and `?`, `!` in front"
                            + " excludes. Default: all.");
    static final Key<DocumentUrls> URL =
            Key.of(
                    "DOCUMENT_URL",
                    Kinds.DOCUMENT_URL,
                    "",
                    "Where a document is joined; `{document}` is replaced by its name. Default:"
                            + " made of `WS_PORT` and `PARTY_NAME`.");
    static final Key<Integer> WS_PORT =
            Key.of("WS_PORT", Kinds.PORT, "8787", "Port of a document server on this host.");
    static final Key<String> PARTY =
            Key.of("PARTY_NAME", Kinds.TEXT, "document", "The kind of object behind that port.");
    static final Key<Integer> IDLE_TIMEOUT_MS =
            Key.of(
                    "IDLE_TIMEOUT_MS",
                    Kinds.number(0, 86_400_000),
                    "30000",
                    "How long the document waits after the last person has left. The document's"
                            + " object waits, not the manager; it is shown at the start.");
    static final List<Key<?>> KEYS = List.of(DOCUMENTS, URL, WS_PORT, PARTY, IDLE_TIMEOUT_MS);

    static DocumentsConfig from(Values values) {
        DocumentFilter filter = values.find(DOCUMENTS).orElse(DocumentFilter.ALL);
        int port = values.get(WS_PORT);
        String party = values.get(PARTY);
        return new DocumentsConfig(
                filter,
                values.get(URL, () -> DocumentUrls.local(port, party)),
                Duration.ofMillis(values.get(IDLE_TIMEOUT_MS)));
    }
}
