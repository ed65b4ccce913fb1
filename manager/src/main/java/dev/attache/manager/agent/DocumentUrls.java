package dev.attache.manager.agent;

import dev.attache.protocol.DocumentId;

/** Where a document is joined: a template with `{document}`, or a base that it is appended to. */
public record DocumentUrls(String template) {
    private static final String PLACE = "{document}";

    public DocumentUrls {
        if (!template.startsWith("ws://") && !template.startsWith("wss://")) {
            throw new IllegalArgumentException(
                    "DOCUMENT_URL must begin with ws:// or wss://, as in"
                            + " wss://example.org/parties/document/{document}");
        }
    }

    /** The seed's local server. */
    public static DocumentUrls local(int port, String party) {
        return new DocumentUrls("ws://127.0.0.1:" + port + "/parties/" + party + "/" + PLACE);
    }

    public String of(DocumentId document) {
        if (template.contains(PLACE)) {
            return template.replace(PLACE, document.urlSegment());
        }
        return template + (template.endsWith("/") ? "" : "/") + document.urlSegment();
    }
}
