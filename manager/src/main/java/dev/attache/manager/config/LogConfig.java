package dev.attache.manager.config;

import java.util.List;

/** How the log is written. */
public record LogConfig(Form form, Level level) {
    /** Sentences for people, or one JSON object a line. */
    public enum Form {
        TEXT,
        JSON
    }

    /** From the story of the fleet to what only its authors want to know. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    static final Key<Form> FORM =
            Key.of(
                    "ATTACHE_LOG",
                    Kinds.oneOf(Form.class),
                    "text",
                    "Sentences for people, or one JSON object a line.");
    static final Key<Level> LEVEL =
            Key.of(
                    "ATTACHE_LOG_LEVEL",
                    Kinds.oneOf(Level.class),
                    "info",
                    "The least that is said.");
    static final List<Key<?>> KEYS = List.of(FORM, LEVEL);

    static LogConfig from(Values values) {
        return new LogConfig(values.get(FORM), values.get(LEVEL));
    }
}
