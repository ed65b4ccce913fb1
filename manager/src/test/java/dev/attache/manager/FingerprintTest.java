package dev.attache.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

class FingerprintTest {
    private static final Map<String, String> SECRET = Map.of("llm.key", "sk-very-secret");

    @TempDir Path folder;

    @Test
    void isTheSameForTheSameAndTellsNothing() {
        assertThat(of(SECRET)).isEqualTo(of(SECRET)).matches("[0-9a-f]{16}");
        assertThat(of(SECRET)).isNotEqualTo(of(Map.of("llm.key", "sk-another")));
    }

    @Test
    void wordsDoNotRunIntoOneAnother() {
        assertThat(new Fingerprint().words(List.of("ab", "c")).value())
                .isNotEqualTo(new Fingerprint().words(List.of("a", "bc")).value());
    }

    @Test
    void anotherBuildUnderTheSameNameIsAnotherWorker() throws Exception {
        Path jar = Files.writeString(folder.resolve("worker.jar"), "one");
        String inFolder = files("java:" + folder + "/*");
        String byName = files(jar.toString());

        Files.writeString(jar, "two");

        assertThat(files("java:" + folder + "/*")).isNotEqualTo(inFolder);
        assertThat(files(jar.toString())).isNotEqualTo(byName);
    }

    /** Else one host would not believe another's quarantine. */
    @Test
    void theSameBuildInstalledAtAnotherTimeIsTheSameWorker() throws Exception {
        Path jar = Files.writeString(folder.resolve("worker.jar"), "one");
        String before = files(jar.toString());

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(files(jar.toString())).isEqualTo(before);
    }

    private static String of(Map<String, String> map) {
        return new Fingerprint().map(map).value();
    }

    private static String files(String word) {
        return new Fingerprint().files(List.of(word)).value();
    }
}
