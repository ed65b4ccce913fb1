package dev.attache.manager.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Supabase Realtime, which is heard in addition to LISTEN. */
public record SupabaseConfig(Optional<URI> url, Optional<String> serviceKey) {
    static final Key<URI> URL =
            Key.of(
                    "SUPABASE_URL",
                    Kinds.HTTP_URL,
                    "",
                    "Address of a Supabase project: its Realtime is heard in addition to LISTEN.");
    static final Key<String> SERVICE_KEY =
            Key.secret(
                    "SUPABASE_SERVICE_KEY",
                    Kinds.TEXT,
                    "Its service role key; needed with `SUPABASE_URL`. Without Supabase, the key of"
                            + " the ingest door: any long random text.");
    static final List<Key<?>> KEYS = List.of(URL, SERVICE_KEY);

    static SupabaseConfig from(Values values) {
        var config = new SupabaseConfig(values.find(URL), values.find(SERVICE_KEY));
        if (config.url().isPresent() && config.serviceKey().isEmpty()) {
            values.fault("SUPABASE_URL is set; set SUPABASE_SERVICE_KEY as well, or neither.");
        }
        return config;
    }
}
