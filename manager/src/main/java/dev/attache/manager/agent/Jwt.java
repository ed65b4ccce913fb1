package dev.attache.manager.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs claims, HS256. */
final class Jwt {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            URL.encodeToString(
                    "{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;

    /** Of two secrets, separated by a comma while they are rotated, the first one signs. */
    Jwt(String secrets) {
        String signing = secrets.split(",", 2)[0].strip();
        key = new SecretKeySpec(signing.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String signed(String claims) {
        String body = HEADER + "." + URL.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
            return body + "." + URL.encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
