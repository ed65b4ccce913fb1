package dev.attache.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every query that the READMEs tell operators to run. */
final class ReadmeQueries {
    private static final Pattern PSQL = Pattern.compile("psql \"\\$DATABASE_URL\" -c \"([^\"]+)\"");

    private ReadmeQueries() {}

    static List<String> all() {
        return List.of(Path.of("../README.md"), Path.of("README.md")).stream()
                .flatMap(
                        readme ->
                                PSQL.matcher(text(readme)).results().map(ReadmeQueries::statement))
                .toList();
    }

    /** Those that have an answer only when something is wrong. */
    static List<String> alerts() {
        String readme = text(Path.of("../README.md"));
        String part =
                readme.substring(
                        readme.indexOf("Alerts worth having"), readme.indexOf("### Symptoms"));
        return PSQL.matcher(part).results().map(ReadmeQueries::statement).toList();
    }

    private static String statement(MatchResult found) {
        return found.group(1);
    }

    private static String text(Path readme) {
        try {
            return Files.readString(readme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
