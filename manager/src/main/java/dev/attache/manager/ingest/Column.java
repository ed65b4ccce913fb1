package dev.attache.manager.ingest;

import dev.attache.protocol.DocumentId;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be written, and what each value must be. What is refused is refused with the words that
 * Postgres would have.
 */
enum Column {
    DOCUMENT_ID("text", true) {
        @Override
        Value read(Value given) throws ApiError {
            Optional<String> fault = DocumentId.faultIn(given.text());
            if (given.kind() == Value.Kind.STRUCTURE || fault.isPresent()) {
                throw check(
                        "document_activity_name_fits", fault.orElse("a document's name is a text"));
            }
            return new Value(Value.Kind.TEXT, given.text());
        }
    },
    EVENT_TYPE("text", true) {
        @Override
        Value read(Value given) throws ApiError {
            if (!EVENT_TYPES.contains(given.text())) {
                throw check(
                        "document_activity_event_type_check",
                        "event_type is one of " + String.join(", ", EVENT_TYPES));
            }
            return new Value(Value.Kind.TEXT, given.text());
        }
    },
    USER_COUNT("integer", true) {
        @Override
        Value read(Value given) throws ApiError {
            long count = whole(given, "integer", Integer.MIN_VALUE, Integer.MAX_VALUE);
            if (count < 0) {
                throw refused();
            }
            return number(count);
        }
    },
    TIMESTAMP("timestamptz", true) {
        @Override
        Value read(Value given) throws ApiError {
            return new Value(Value.Kind.TEXT, moment(given).toString());
        }
    },
    METADATA("jsonb", false) {
        @Override
        Value read(Value given) throws ApiError {
            if (given.text().length() > METADATA_AT_MOST) {
                throw ApiError.tooLarge(
                        "metadata may have " + METADATA_AT_MOST + " characters at most");
            }
            if (given.text().contains("\\u0000") || !isText(given.text())) {
                throw ApiError.postgres("22P05", "unsupported Unicode escape sequence", null, null);
            }
            return given;
        }
    },
    EVENT_ID("uuid", true) {
        @Override
        Value read(Value given) throws ApiError {
            if (!given.text().matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                throw syntax("uuid", given);
            }
            return new Value(Value.Kind.TEXT, given.text().toLowerCase(Locale.ROOT));
        }
    },
    SEQ("bigint", false) {
        @Override
        Value read(Value given) throws ApiError {
            return number(whole(given, "bigint", Long.MIN_VALUE, Long.MAX_VALUE));
        }
    };

    private static final List<String> EVENT_TYPES =
            List.of("active", "idle", "user_joined", "user_left");
    private static final int METADATA_AT_MOST = 16_384;
    private static final int SHOWN = 60;

    private final String type;
    private final boolean required;

    Column(String type, boolean required) {
        this.type = type;
        this.required = required;
    }

    /** The value as it will be written, never null itself. */
    abstract Value read(Value given) throws ApiError;

    final Value checked(Value given) throws ApiError {
        if (!given.isNull()) {
            return read(given);
        }
        if (required) {
            throw ApiError.postgres(
                    "23502",
                    ("null value in column \"%s\" of relation \"document_activity\" violates"
                                    + " not-null constraint")
                            .formatted(column()),
                    null,
                    null);
        }
        return Value.NULL;
    }

    /** A count of people below zero. */
    ApiError refused() {
        return check(
                "document_activity_user_count_not_negative", "user_count must not be negative");
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    String type() {
        return type;
    }

    static Column named(String name) throws ApiError {
        return Arrays.stream(values())
                .filter(c -> c.column().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ApiError.of(
                                        400,
                                        "PGRST204",
                                        ("Could not find the '%s' column of 'document_activity' in"
                                                        + " the schema cache")
                                                .formatted(shown(name))));
    }

    static long whole(Value given, String type, long least, long most) throws ApiError {
        if (given.kind() == Value.Kind.BOOLEAN
                || !given.text().strip().matches("[+-]?[0-9]{1,40}")) {
            throw syntax(type, given);
        }
        var exact = new BigInteger(given.text().strip());
        if (exact.compareTo(BigInteger.valueOf(least)) < 0
                || exact.compareTo(BigInteger.valueOf(most)) > 0) {
            throw ApiError.postgres(
                    "22003",
                    "value \"%s\" is out of range for type %s".formatted(given.text(), type),
                    null,
                    null);
        }
        return exact.longValueExact();
    }

    private static Instant moment(Value given) throws ApiError {
        String iso = given.text().strip().replaceFirst("^(\\S{10}) ", "$1T");
        try {
            Instant moment =
                    OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)$", "$1:00")).toInstant();
            if (moment.isAfter(Instant.parse("1970-01-01T00:00:00Z"))
                    && moment.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return moment;
            }
        } catch (DateTimeException e) {
            // Falls through: Postgres understands more, but no sender of ours writes it.
        }
        throw ApiError.postgres(
                "22007",
                "invalid input syntax for type timestamp with time zone: \"%s\""
                        .formatted(shown(given.text())),
                null,
                "Write it as 2026-11-21T10:00:00Z.");
    }

    private static Value number(long value) {
        return new Value(Value.Kind.NUMBER, Long.toString(value));
    }

    private static ApiError check(String constraint, String why) {
        return ApiError.postgres(
                "23514",
                "new row for relation \"document_activity\" violates check constraint \"%s\""
                        .formatted(constraint),
                null,
                why);
    }

    private static ApiError syntax(String type, Value given) {
        return ApiError.postgres(
                "22P02",
                "invalid input syntax for type %s: \"%s\"".formatted(type, shown(given.text())),
                null,
                null);
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** Lone surrogates and NUL can be said in JSON and not be kept by Postgres. */
    private static boolean isText(String text) {
        return text.codePoints()
                .allMatch(c -> c != 0 && Character.getType(c) != Character.SURROGATE);
    }
}
