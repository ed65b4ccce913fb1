package dev.attache.manager.cli;

import dev.attache.manager.config.LogConfig;

import java.io.IOException;
import java.nio.file.Files;
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

    /** Under journald the journal stamps the time, and is told how bad it is. */
    static void configure(LogConfig config, Map<String, String> environment) {
        boolean journal = isJournal(environment.getOrDefault("JOURNAL_STREAM", ""));
        String form = config.form() == LogConfig.Form.JSON ? "json" : journal ? "journal" : "text";
        System.setProperty("attache.log", form);
        System.setProperty("attache.log.level", config.level().name().toLowerCase(Locale.ROOT));
    }

    /** The variable is inherited by everything; only who writes to that very file is meant. */
    private static boolean isJournal(String stream) {
        try {
            Map<String, Object> stderr =
                    Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
            return stream.equals(stderr.get("dev") + ":" + stderr.get("ino"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
