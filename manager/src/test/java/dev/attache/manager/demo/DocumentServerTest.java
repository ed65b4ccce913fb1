package dev.attache.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class DocumentServerTest {
    @TempDir Path home;

    @BeforeEach
    void libraries() throws IOException {
        Files.createDirectories(home.resolve("node_modules/miniflare"));
    }

    @Test
    void anArchiveBringsItsLibraries() throws IOException {
        assertThat(DocumentServer.lacksLibraries(home)).isFalse();
    }

    @Test
    void aCheckoutInstallsAgainAfterAPullThatChangedItsLock() throws IOException {
        write("package-lock.json", "1");
        write("node_modules/.installed-lock", "1");
        assertThat(DocumentServer.lacksLibraries(home)).isFalse();

        write("package-lock.json", "2");
        assertThat(DocumentServer.lacksLibraries(home)).isTrue();
    }

    @Test
    void anInstallationThatWasCutShortIsMadeAgainAndOneByHandIsBelieved() throws IOException {
        write("package-lock.json", "1");
        assertThat(DocumentServer.lacksLibraries(home)).isTrue();

        write("node_modules/.package-lock.json", "npm's");
        assertThat(DocumentServer.lacksLibraries(home)).isFalse();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.resolve(file), text);
    }
}
