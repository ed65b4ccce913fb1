package dev.attache.manager.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What has been written, and what was wrong with it. A fault is noted and the fallback goes on in
 * its place, so that one reading finds all of them. The environment wins over the file; blank is
 * the same as nothing.
 */
final class Values {
    private record Written(String text, Origin origin) {}

    private final Map<String, String> environment;
    private final Map<String, Written> written = new LinkedHashMap<>();
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Values(Map<String, String> environment, Optional<EnvFile> file) {
        this.environment = environment;
        file.ifPresent(this::enter);
        environment.forEach((name, text) -> enter(name, text, new Origin.Environment()));
    }

    private void enter(EnvFile file) {
        faults.addAll(file.faults());
        file.entries()
                .forEach(
                        (name, entry) ->
                                enter(
                                        name,
                                        entry.value(),
                                        new Origin.Line(file.path(), entry.line())));
    }

    private void enter(String name, String text, Origin origin) {
        if (!text.isBlank()) {
            written.put(name, new Written(text.strip(), origin));
        }
    }

    <T> T get(Key<T> key) {
        return get(key, () -> key.kind().parse().apply(key.fallback()));
    }

    /** For fallbacks that depend on the machine or on other keys. */
    <T> T get(Key<T> key, Supplier<T> fallback) {
        Optional<T> value = parsed(key);
        T inForce = value.orElseGet(fallback);
        settings.add(new Setting(key, shown(key, inForce), origin(key)));
        return inForce;
    }

    <T> Optional<T> find(Key<T> key) {
        Optional<T> value = parsed(key);
        String shown = value.map(v -> shown(key, v)).orElse("");
        settings.add(new Setting(key, shown, origin(key)));
        return value;
    }

    /** Two keys that do not go together, and what to do. */
    void fault(String sentence) {
        faults.add(sentence);
    }

    Map<String, String> environment() {
        return environment;
    }

    Iterable<String> names() {
        return written.keySet();
    }

    List<Setting> settings() {
        return List.copyOf(settings);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    private Origin origin(Key<?> key) {
        Written found = written.get(key.name());
        return found == null ? new Origin.Fallback() : found.origin();
    }

    private <T> Optional<T> parsed(Key<T> key) {
        Written found = written.get(key.name());
        if (found == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(key.kind().parse().apply(found.text()));
        } catch (IllegalArgumentException e) {
            faults.add(
                    "%s is %s (%s); it must be %s."
                            .formatted(
                                    key.name(),
                                    key.isSecret() ? masked(found.text()) : found.text(),
                                    found.origin(),
                                    key.allowed()));
            return Optional.empty();
        }
    }

    private static <T> String shown(Key<T> key, T value) {
        String text = key.kind().show().apply(value);
        // A database's address prints itself without its password.
        boolean harmless = !key.isSecret() || key.kind().equals(Kinds.DATABASE);
        return harmless ? text : masked(text);
    }

    /** The length tells a truncated secret from a whole one, and tells nobody more. */
    private static String masked(String secret) {
        return "**** (" + secret.length() + " characters)";
    }
}
