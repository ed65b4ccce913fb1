package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

class GazetteerFileTest {

    @TempDir Path directory;

    @Test
    void laysDownExactlyWhatTheScriptMade() throws Exception {
        GazetteerFile.in(directory);

        byte[] file = Files.readAllBytes(laidDown().getFirst());
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        try (InputStream stamp = GazetteerFile.class.getResourceAsStream("gazetteer.sha256")) {
            assertThat(new String(stamp.readAllBytes(), StandardCharsets.US_ASCII).strip())
                    .isEqualTo(digest);
        }
    }

    @Test
    void everyWorkerOfAHostSharesOneFile() throws IOException {
        GazetteerFile.in(directory);
        Object before = Files.getLastModifiedTime(laidDown().getFirst());

        Gazetteer second = GazetteerFile.in(directory);

        assertThat(laidDown()).hasSize(1);
        assertThat(Files.getLastModifiedTime(laidDown().getFirst())).isEqualTo(before);
        assertThat(second.meaning(second.look("Reykjavik").places()[0]).country()).isEqualTo("IS");
    }

    @Test
    void aCutOffFileIsRefusedWithASentence() throws IOException {
        GazetteerFile.in(directory);
        Path cut = directory.resolve("cut");
        Files.write(
                cut, java.util.Arrays.copyOf(Files.readAllBytes(laidDown().getFirst()), 1_000_000));

        assertThatThrownBy(() -> Gazetteer.open(cut))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("delete it");
    }

    @Test
    void saysWhatToDoWhenTheDirectoryCannotBeWritten() throws IOException {
        Path blocked = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> GazetteerFile.in(blocked.resolve("cache")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("ATTACHE_HOME");
    }

    private List<Path> laidDown() throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".bin")).toList();
        }
    }
}
