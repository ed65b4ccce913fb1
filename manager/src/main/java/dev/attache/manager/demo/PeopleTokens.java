package dev.attache.manager.demo;

import java.time.Duration;
import java.time.Instant;

/** Mints what lets a person into every document; signed with the secret that it is given. */
@FunctionalInterface
public interface PeopleTokens {
    String mint(String secret, String subject, Duration valid, Instant now);
}
