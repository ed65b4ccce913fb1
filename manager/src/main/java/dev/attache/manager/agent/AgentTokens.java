package dev.attache.manager.agent;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.attache.manager.fleet.Life;

import java.time.Duration;
import java.time.Instant;

/** Mints the HS256 tokens by which the document knows its agent, and which life of it. */
public final class AgentTokens {
    /** Long enough for a slow attach; a new one is asked for with close code 4401. */
    public static final Duration VALID = Duration.ofHours(12);

    private final Jwt jwt;

    /** Of two secrets, separated by a comma while they are rotated, the first one signs. */
    public AgentTokens(String secrets) {
        jwt = new Jwt(secrets);
    }

    public String mint(Life life, Instant now) {
        return jwt.signed(
                "{\"doc\":%s,\"role\":\"agent\",\"sub\":%s,\"epoch\":%d,\"life\":%d,\"iat\":%d,\"exp\":%d}"
                        .formatted(
                                quoted(life.document().value()),
                                quoted(life.agentId()),
                                life.epoch(),
                                life.number(),
                                now.getEpochSecond(),
                                now.plus(VALID).getEpochSecond()));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
