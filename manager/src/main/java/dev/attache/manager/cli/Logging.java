package dev.attache.manager.cli;

import dev.attache.manager.config.LogConfig;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Tells the backend how to write, before its first word: it reads these properties once, when it
 * finds its file on the class path.
 */
final class Logging {
    private Logging() {}

    /** Into a file that stays small, for a command whose terminal is for people. */
    static void toFile(LogConfig config, Path file) {
        System.setProperty("attache.log", "file");
        System.setProperty("attache.log.file", file.toString());
        System.setProperty("attache.log.level", config.level().name().toLowerCase(Locale.ROOT));
    }

    /** Under journald the journal stamps the time. */
    static void configure(LogConfig config, Map<String, String> environment) {
        boolean journal = !environment.getOrDefault("JOURNAL_STREAM", "").isEmpty();
        String form = config.form() == LogConfig.Form.JSON ? "json" : journal ? "journal" : "text";
        System.setProperty("attache.log", form);
        System.setProperty("attache.log.level", config.level().name().toLowerCase(Locale.ROOT));
    }
}
