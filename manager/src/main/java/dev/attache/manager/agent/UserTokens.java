package dev.attache.manager.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;

/** Mints the tokens by which the document knows people; for operators who try things out. */
public final class UserTokens {
    /** Whom it is for, as others see them. */
    public record Person(String subject, String name, boolean readOnly) {}

    private final Jwt jwt;

    public UserTokens(String secrets) {
        jwt = new Jwt(secrets);
    }

    /** For one document, or `*` for all. */
    public String mint(Person person, String document, Duration valid, Instant now) {
        var claims = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(claims)) {
            json.writeStartObject();
            json.writeStringField("doc", document);
            json.writeStringField("role", "user");
            json.writeStringField("sub", person.subject());
            if (!person.name().isBlank()) {
                json.writeStringField("name", person.name());
            }
            if (person.readOnly()) {
                json.writeStringField("access", "read");
            }
            json.writeNumberField("iat", now.getEpochSecond());
            json.writeNumberField("exp", now.plus(valid).getEpochSecond());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return jwt.signed(claims.toString());
    }
}
