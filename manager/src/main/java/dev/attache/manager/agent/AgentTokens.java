package dev.attache.manager.agent;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.attache.manager.fleet.Life;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Mints the HS256 tokens by which the document knows its agent, and which life of it. */
public final class AgentTokens {
    /** Long enough for a slow attach; a new one is asked for with close code 4401. */
    public static final Duration VALID = Duration.ofHours(12);

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            URL.encodeToString(
                    "{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;

    /** Of two secrets, separated by a comma while they are rotated, the first one signs. */
    public AgentTokens(String secrets) {
        String signing = secrets.split(",", 2)[0].strip();
        key = new SecretKeySpec(signing.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String mint(Life life, Instant now) {
        return signed(
                "{\"doc\":%s,\"role\":\"agent\",\"sub\":%s,\"epoch\":%d,\"life\":%d,\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                quoted(life.document().value()),
                                quoted(life.agentId()),
                                life.epoch(),
                                life.number(),
                                now.getEpochSecond(),
                                now.plus(VALID).getEpochSecond()));
    }

    private String signed(String claims) {
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

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
