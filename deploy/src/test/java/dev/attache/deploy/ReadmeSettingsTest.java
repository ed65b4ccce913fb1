package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.config.Key;
import dev.attache.manager.config.Keys;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The README's settings are the code's. Written anew with `-Dattache.write=true`. */
class ReadmeSettingsTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN =
            "<!-- settings: written by the build from the code's own keys -->\n";
    private static final String END = "<!-- end of settings -->";

    @Test
    void theReadmeSaysWhatTheCodeReads() throws IOException {
        String readme = Files.readString(README);
        String written = replaced(readme);
        if (Boolean.getBoolean("attache.write")) {
            Files.writeString(README, written);
        }

        assertThat(Files.readString(README))
                .as("mvn test -pl deploy -am -Dattache.write=true writes it anew")
                .isEqualTo(written);
    }

    private static String replaced(String readme) {
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        return readme.substring(0, begin) + tables() + readme.substring(end);
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<Key<?>>> part : Keys.byPart().entrySet()) {
            text.append("### ").append(part.getKey()).append("\n\n");
            text.append("| key | default | allowed | meaning |\n| --- | --- | --- | --- |\n");
            part.getValue().forEach(key -> text.append(row(key)));
            text.append('\n');
        }
        return text.toString();
    }

    private static String row(Key<?> key) {
        return "| `%s` | %s | %s | %s%s |%n"
                .formatted(
                        key.name(),
                        key.fallback().isEmpty() ? "" : "`" + key.fallback() + "`",
                        key.allowed().replace("|", "\\|"),
                        key.meaning(),
                        key.isSecret() ? " Secret." : "");
    }
}
