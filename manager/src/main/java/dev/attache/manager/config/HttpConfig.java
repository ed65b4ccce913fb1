package dev.attache.manager.config;

import java.util.List;
import java.util.Optional;

/** The doors of this manager: for the operator, and for activity that comes without a database. */
public record HttpConfig(String host, int port, String ingestHost, Optional<Integer> ingestPort) {
    static final Key<String> HOST =
            Key.of("HTTP_HOST", Kinds.TEXT, "127.0.0.1", "Where health, metrics and API listen.");
    static final Key<Integer> PORT =
            Key.of("HTTP_PORT", Kinds.PORT, "9787", "Their port; 0 takes any that is free.");
    static final Key<String> INGEST_HOST =
            Key.of("INGEST_HOST", Kinds.TEXT, "127.0.0.1", "Where the ingest door listens.");
    static final Key<Integer> INGEST_PORT =
            Key.of(
                    "INGEST_PORT",
                    Kinds.PORT,
                    "",
                    "Port of the ingest door, by which a document server without a way to the"
                            + " database reports activity; opened by `SUPABASE_SERVICE_KEY`."
                            + " Default: closed.");
    static final List<Key<?>> KEYS = List.of(HOST, PORT, INGEST_HOST, INGEST_PORT);

    static HttpConfig from(Values values) {
        return new HttpConfig(
                values.get(HOST),
                values.get(PORT),
                values.get(INGEST_HOST),
                values.find(INGEST_PORT));
    }
}
