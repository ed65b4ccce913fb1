package dev.attache.manager.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may come in: who has the service key, or a JWT that is signed with a secret of ours and names
 * a role that may tell. How long a look takes says nothing about a key.
 */
public final class IngestKeys {
    private static final List<String> ROLES = List.of("service_role", "attache_object");

    private final List<byte[]> keys;
    private final List<SecretKeySpec> secrets;

    /**
     * At least one key or secret.
     *
     * @param keys accepted as they are
     * @param jwtSecrets of HS256; several while they are rotated
     */
    public IngestKeys(List<String> keys, List<String> jwtSecrets) {
        if (keys.isEmpty() && jwtSecrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "the ingest door needs a key: set SUPABASE_SERVICE_KEY to a long random text"
                            + " and give the same to the document server");
        }
        this.keys = keys.stream().map(IngestKeys::digest).toList();
        this.secrets =
                jwtSecrets.stream().map(s -> new SecretKeySpec(bytes(s), "HmacSHA256")).toList();
    }

    /** Whatever is there must be right: the gateway looks at one, PostgREST at the other. */
    void check(@Nullable String apiKey, @Nullable String authorization, Instant now)
            throws ApiError {
        String bearer = bearer(authorization);
        if (apiKey == null && bearer == null) {
            throw ApiError.of(
                    401,
                    "PGRST302",
                    "No API key found in request",
                    null,
                    "Send the service key as apikey, or as Authorization: Bearer.");
        }
        if (apiKey != null) {
            checkOne(apiKey.strip(), now);
        }
        if (bearer != null && !bearer.equals(apiKey)) {
            checkOne(bearer, now);
        }
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        String[] parts = authorization.strip().split("\\s+", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase("bearer") ? parts[1].strip() : "";
    }

    private void checkOne(String given, Instant now) throws ApiError {
        byte[] digest = digest(given);
        boolean known = false;
        for (byte[] key : keys) {
            // All of them, whichever fits.
            known |= MessageDigest.isEqual(key, digest);
        }
        if (!known) {
            checkToken(given, now);
        }
    }

    private void checkToken(String token, Instant now) throws ApiError {
        int dot = token.lastIndexOf('.');
        String[] parts = token.split("\\.", -1);
        if (secrets.isEmpty() || parts.length != 3 || token.length() > 8_192) {
            throw refused("Invalid API key");
        }
        Claims claims;
        try {
            if (!"HS256".equals(header(decoded(parts[0]))) || !isSigned(token, dot)) {
                throw refused("JWSError JWSInvalidSignature");
            }
            claims = claims(decoded(parts[1]));
        } catch (IOException | IllegalArgumentException e) {
            throw refused("JWSError (CompactDecodeError Invalid)");
        }
        double seconds = now.getEpochSecond();
        // Clocks differ by a little: as much as PostgREST allows.
        if (claims.expires() + 30 < seconds) {
            throw ApiError.of(401, "PGRST303", "JWT expired");
        }
        if (claims.notBefore() - 30 > seconds) {
            throw ApiError.of(401, "PGRST303", "JWT not yet valid");
        }
        if (!ROLES.contains(claims.role())) {
            throw ApiError.postgres(
                    "42501",
                    "permission denied for table document_activity",
                    null,
                    "The token's role must be one of " + String.join(", ", ROLES) + ".");
        }
    }

    private boolean isSigned(String token, int dot) {
        byte[] signature = decoded(token.substring(dot + 1));
        boolean signed = false;
        for (SecretKeySpec secret : secrets) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(secret);
                byte[] right = mac.doFinal(bytes(token.substring(0, dot)));
                signed |= MessageDigest.isEqual(right, signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }
        return signed;
    }

    private record Claims(String role, double expires, double notBefore) {}

    private static @Nullable String header(byte[] header) throws IOException {
        try (JsonParser json = Json.FACTORY.createParser(header)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = json.currentName().equals("alg");
                json.nextToken();
                if (wanted) {
                    return json.getText();
                }
                json.skipChildren();
            }
            return null;
        }
    }

    private static Claims claims(byte[] body) throws IOException {
        String role = "";
        double expires = Double.MAX_VALUE;
        double notBefore = 0;
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "role" -> role = value == JsonToken.VALUE_STRING ? json.getText() : "";
                    case "exp" -> expires = json.getDoubleValue();
                    case "nbf" -> notBefore = json.getDoubleValue();
                    default -> json.skipChildren();
                }
            }
        }
        return new Claims(role, expires, notBefore);
    }

    private static ApiError refused(String why) {
        return ApiError.of(
                401,
                "PGRST301",
                why,
                null,
                "Double check SUPABASE_SERVICE_KEY here and the key of the document server.");
    }

    private static byte[] decoded(String part) {
        return Base64.getUrlDecoder().decode(part);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
