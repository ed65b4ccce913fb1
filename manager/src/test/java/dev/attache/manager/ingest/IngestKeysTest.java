package dev.attache.manager.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class IngestKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String SECRET = "a secret of thirty-two characters";

    private final IngestKeys keys =
            new IngestKeys(List.of("service"), List.of("the next secret", SECRET));

    @Test
    void theServiceKeyWillDoInEitherPlace() {
        assertThat(refusal("service", null)).isNull();
        assertThat(refusal(null, "Bearer service")).isNull();
        assertThat(refusal("service", "bearer  service")).isNull();
    }

    @Test
    void aSignedTokenOfARoleThatMayTellWillDo() {
        long soon = NOW.getEpochSecond() + 60;

        assertThat(
                        refusal(
                                "service",
                                "Bearer "
                                        + token(
                                                "{\"role\":\"attache_object\",\"exp\":"
                                                        + soon
                                                        + "}",
                                                SECRET)))
                .isNull();
        assertThat(refusal(token("{\"role\":\"service_role\"}", "the next secret"), null)).isNull();
    }

    @Test
    void anythingElseIsRefused() {
        long past = NOW.getEpochSecond() - 60;
        String good = token("{\"role\":\"service_role\"}", SECRET);

        assertThat(refusal(null, null)).isEqualTo("401 PGRST302");
        assertThat(refusal("servicf", null)).isEqualTo("401 PGRST301");
        assertThat(refusal("", null)).isEqualTo("401 PGRST301");
        assertThat(refusal(null, "Basic c2VydmljZQ==")).isEqualTo("401 PGRST301");
        assertThat(refusal("service", "Bearer " + good + "x")).isEqualTo("401 PGRST301");
        assertThat(refusal(token("{\"role\":\"service_role\"}", "another"), null))
                .isEqualTo("401 PGRST301");
        assertThat(refusal(token("{\"role\":\"service_role\",\"exp\":" + past + "}", SECRET), null))
                .isEqualTo("401 PGRST303");
        assertThat(refusal(token("{\"role\":\"anon\"}", SECRET), null)).isEqualTo("403 42501");
        assertThat(refusal(token("[]", SECRET), null)).isEqualTo("403 42501");
        assertThat(refusal("a.b.c", null)).isEqualTo("401 PGRST301");
        assertThat(refusal("eyJhbGciOiJub25lIn0." + good.split("\\.", -1)[1] + ".", null))
                .isEqualTo("401 PGRST301");
    }

    @Test
    void aDoorWithoutAKeyCannotBeMade() {
        assertThatThrownBy(() -> new IngestKeys(List.of(), List.of()))
                .hasMessageContaining("SUPABASE_SERVICE_KEY");
    }

    private @Nullable String refusal(@Nullable String apiKey, @Nullable String authorization) {
        try {
            keys.check(apiKey, authorization, NOW);
            return null;
        } catch (ApiError e) {
            return e.status() + " " + e.code();
        }
    }

    private static String token(String claims, String secret) {
        String body = part("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "." + part(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return body + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
