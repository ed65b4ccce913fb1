package dev.attache.manager.config;

import dev.attache.manager.agent.DocumentUrls;
import dev.attache.manager.launch.CommandLine;
import dev.attache.manager.store.DatabaseUrl;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values there are. */
final class Kinds {
    static final Kind<String> TEXT = new Kind<>("a text", text -> text);

    static final Kind<Duration> DURATION =
            new Kind<>(
                    "a duration such as 250ms, 30s, 5m, 2h, 1d or 0", Kinds::duration, Kinds::show);

    static final Kind<Path> PATH = new Kind<>("a path", Path::of);

    static final Kind<Integer> PORT = number(0, 65_535);

    static final Kind<DatabaseUrl> DATABASE =
            new Kind<>("postgresql://user:password@host:5432/database", DatabaseUrl::parse);

    static final Kind<DocumentUrls> DOCUMENT_URL =
            new Kind<>(
                    "a ws:// or wss:// address with {document} where the name belongs",
                    DocumentUrls::new,
                    DocumentUrls::template);

    static final Kind<URI> HTTP_URL =
            new Kind<>("an http:// or https:// address", text -> url(text, "http", "https"));

    static final Kind<List<String>> COMMAND =
            new Kind<>(
                    "a command with its arguments, quoted as in a shell",
                    CommandLine::split,
                    words -> String.join(" ", words));

    static final Kind<String> COLOUR =
            new Kind<>("a colour such as #FF6B6B", text -> matching(text, "#[0-9A-Fa-f]{6}"));

    /** One secret, or two while they are rotated: the first signs, both are believed. */
    static final Kind<String> TOKEN_SECRETS =
            new Kind<>(
                    "one secret of at least 16 characters, or two separated by a comma",
                    Kinds::tokenSecrets);

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)");

    private Kinds() {}

    static Kind<Integer> number(int least, int most) {
        return new Kind<>(
                "a whole number from " + least + " to " + most,
                text -> (int) bounded(text, least, most));
    }

    static Kind<Long> amount(long least, long most) {
        return new Kind<>(
                "a whole number from " + least + " to " + most, text -> bounded(text, least, most));
    }

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> choices) {
        String allowed =
                Arrays.stream(choices.getEnumConstants())
                        .map(Kinds::word)
                        .collect(Collectors.joining(", "));
        return new Kind<>(
                "one of " + allowed,
                text -> Enum.valueOf(choices, text.toUpperCase(Locale.ROOT)),
                Kinds::word);
    }

    static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    static Duration duration(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new IllegalArgumentException("not a duration");
        }
        long number = Long.parseLong(amount.group(1));
        return switch (amount.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** In the largest unit that it is a whole number of. */
    static String show(Duration d) {
        if (d.isZero()) {
            return "0";
        }
        if (d.toMillisPart() != 0) {
            return d.toMillis() + "ms";
        }
        if (d.toSecondsPart() != 0) {
            return d.toSeconds() + "s";
        }
        return d.toMinutesPart() != 0 ? d.toMinutes() + "m" : d.toHours() + "h";
    }

    private static long bounded(String text, long least, long most) {
        long number = Long.parseLong(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of bounds");
        }
        return number;
    }

    private static URI url(String text, String... schemes) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Arrays.asList(schemes).contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an address", e);
        }
        throw new IllegalArgumentException("not such an address");
    }

    private static String matching(String text, String form) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException("not of that form");
        }
        return text;
    }

    private static String tokenSecrets(String text) {
        String[] secrets = text.split(",", -1);
        if (secrets.length > 2 || Arrays.stream(secrets).anyMatch(s -> s.strip().length() < 16)) {
            throw new IllegalArgumentException("too short, or too many");
        }
        return text;
    }
}
