package dev.attache.manager.realtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * The key as it is configured: a JWT of the project, or one of the newer opaque keys, which only
 * the hosted gateway understands. Never prints itself.
 */
public final class SupabaseKey {
    private final String text;
    private final boolean jwt;
    private final String role;
    private final @Nullable Instant expires;

    private SupabaseKey(String text, boolean jwt, String role, @Nullable Instant expires) {
        this.text = text;
        this.jwt = jwt;
        this.role = role;
        this.expires = expires;
    }

    /** Whatever it is: the server has the last word. */
    public static SupabaseKey of(String text) {
        String key = text.strip();
        String[] parts = key.split("\\.", -1);
        if (key.startsWith("sb_") || parts.length != 3) {
            return new SupabaseKey(key, false, "", null);
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
            return withClaims(key, claims);
        } catch (IllegalArgumentException | IOException e) {
            return new SupabaseKey(key, false, "", null);
        }
    }

    /** For the gateway: header and query. */
    String text() {
        return text;
    }

    /** For the channel: only a JWT means something to Realtime itself. */
    @Nullable String accessToken() {
        return jwt ? text : null;
    }

    public Optional<Instant> expires() {
        return Optional.ofNullable(expires);
    }

    /** A sentence when it is a key that cannot do, however valid. */
    public Optional<String> fault() {
        if (text.startsWith("sb_publishable_") || role.equals("anon")) {
            return Optional.of(
                    "SUPABASE_SERVICE_KEY is the project's public key: row security hides"
                            + " document_activity from it; set the service role key or a secret"
                            + " key (sb_secret_…)");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return jwt ? "a JWT of role " + role : "an opaque key";
    }

    private static SupabaseKey withClaims(String key, byte[] claims) throws IOException {
        String role = "";
        Instant expires = null;
        try (JsonParser json = new JsonFactory().createParser(claims)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return new SupabaseKey(key, false, "", null);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("role") && value == JsonToken.VALUE_STRING) {
                    role = Plain.text(json.getText(), 64);
                } else if (name.equals("exp") && value.isNumeric()) {
                    double seconds = json.getDoubleValue();
                    expires = Instant.ofEpochSecond((long) Math.clamp(seconds, 0, 253402300799.0));
                } else {
                    json.skipChildren();
                }
            }
        }
        return new SupabaseKey(key, true, role, expires);
    }
}
