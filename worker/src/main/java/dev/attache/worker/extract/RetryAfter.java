package dev.attache.worker.extract;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header by which a server says when to come back: seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {}

    static Optional<Duration> read(String header, Instant now) {
        String value = header.strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (value.chars().allMatch(Character::isDigit)) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            Instant then =
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }
}
