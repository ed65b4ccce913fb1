package dev.attache.deploy;

import dev.attache.manager.config.Key;
import dev.attache.manager.config.Keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sample of an environment file, made of the keys that the code reads. */
final class EnvironmentSample {
    private static final int WIDTH = 110;

    /** Without these there is no manager: they stand without a `#`, to be filled in. */
    private static final Set<String> NEEDED = Set.of("DATABASE_URL", "AGENT_TOKEN_SECRET");

    private EnvironmentSample() {}

    static String text() {
        List<String> lines = new ArrayList<>();
        lines.add("# Settings of Attaché's manager: KEY=VALUE lines, read by systemd or through");
        lines.add("# ATTACHE_CONFIG. Keep it readable by root and the group attache alone (0640).");
        lines.add("# A key behind # has its default; `attache config` prints what is in force.");
        for (Map.Entry<String, List<Key<?>>> part : Keys.byPart().entrySet()) {
            lines.add("");
            lines.add("# --- " + part.getKey());
            part.getValue().forEach(key -> describe(key, lines));
        }
        return String.join("\n", lines) + "\n";
    }

    private static void describe(Key<?> key, List<String> lines) {
        lines.add("");
        lines.addAll(wrapped(key.meaning() + " (" + key.allowed() + ")"));
        String mark = NEEDED.contains(key.name()) ? "" : "#";
        lines.add(mark + key.name() + "=" + key.fallback());
    }

    private static List<String> wrapped(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("#");
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
