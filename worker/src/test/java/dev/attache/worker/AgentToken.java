package dev.attache.worker;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a manager would give an agent for the development server: HS256, claims as in the README.
 */
final class AgentToken {
    private static final String SECRET = "development-agent-secret-not-for-production";

    private AgentToken() {}

    static String of(String document, long epoch, long life, Duration lasting) {
        long now = Instant.now().getEpochSecond();
        String claims =
                "{\"doc\":\"%s\",\"role\":\"agent\",\"sub\":\"agent-1\",\"epoch\":%d,\"life\":%d,\"iat\":%d,\"exp\":%d}"
                        .formatted(document, epoch, life, now - 3_600, now + lasting.toSeconds());
        String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
