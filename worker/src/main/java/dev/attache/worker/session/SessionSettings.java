package dev.attache.worker.session;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What an attach may set about reading and marking; each has a default. */
public record SessionSettings(
        String fragment,
        Duration debounce,
        int backlogSentences,
        String agentName,
        String agentColor,
        SchemaGuard guard) {

    private static final int LONGEST_DEBOUNCE_MS = 600_000;
    private static final int LARGEST_BACKLOG = 100_000;

    /** Whose editor must know the mark before one is written. */
    public enum SchemaGuard {
        /** Everybody who shows a user. */
        EDITORS,
        /** Every client that is no agent. */
        ALL,
        OFF
    }

    /** Throws with a sentence for the operator when a setting is wrong. */
    public static SessionSettings from(Map<String, String> settings) {
        return new SessionSettings(
                text(settings, "yjs.fragment", "default"),
                Duration.ofMillis(number(settings, "debounce_ms", 1000, LONGEST_DEBOUNCE_MS)),
                number(settings, "backlog_sentences", 200, LARGEST_BACKLOG),
                text(settings, "agent.name", "AI Agent"),
                text(settings, "agent.color", "#FF6B6B"),
                guard(text(settings, "schema_guard", "editors")));
    }

    private static String text(Map<String, String> settings, String key, String absent) {
        String value = settings.getOrDefault(key, "");
        return value.isBlank() ? absent : value;
    }

    private static int number(Map<String, String> settings, String key, int absent, int most) {
        String value = text(settings, key, String.valueOf(absent));
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            throw wrong(key, value, most);
        }
        throw wrong(key, value, most);
    }

    private static IllegalArgumentException wrong(String key, String value, int most) {
        return new IllegalArgumentException(
                key + " is \"" + value + "\"; it must be a whole number from 0 to " + most);
    }

    private static SchemaGuard guard(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "all" -> SchemaGuard.ALL;
            case "off" -> SchemaGuard.OFF;
            default -> SchemaGuard.EDITORS;
        };
    }
}
