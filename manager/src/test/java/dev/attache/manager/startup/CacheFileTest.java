package dev.attache.manager.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

class CacheFileTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");

    @TempDir Path folder;

    private CacheFile laidDown(String name, Instant used) throws IOException {
        CacheFile file = new CacheFile(folder.resolve(name));
        file.layDown(Files.writeString(folder.resolve("building7.aot"), name));
        Files.setLastModifiedTime(file.path(), FileTime.from(used));
        Files.setLastModifiedTime(file.sum(), FileTime.from(used));
        return file;
    }

    private static Instant age(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    @Test
    void whatIsUsedStaysYoungAndIsNotForgotten() throws IOException {
        CacheFile often = laidDown("worker-aa.aot", NOW.minus(Duration.ofDays(13)));
        CacheFile never = laidDown("worker-bb.aot", NOW.minus(Duration.ofDays(15)));
        assertThat(often.use(NOW)).isTrue();

        laidDown("worker-cc.aot", NOW).forgetUnusedOthers(NOW.plus(Duration.ofDays(2)));

        assertThat(often.exists()).isTrue();
        assertThat(age(often.sum())).isEqualTo(NOW);
        assertThat(never.exists()).isFalse();
        assertThat(never.sum()).doesNotExist();
    }

    @Test
    void toUseItAgainOnTheSameDayWritesNothing() throws IOException {
        Instant thisMorning = NOW.minus(Duration.ofHours(3));
        CacheFile file = laidDown("worker-aa.aot", thisMorning);

        assertThat(file.use(NOW)).isTrue();

        assertThat(age(file.path())).isEqualTo(thisMorning);
    }

    @Test
    void whatHasGoneCannotBeUsed() throws IOException {
        CacheFile file = laidDown("worker-aa.aot", NOW);
        file.delete();

        assertThat(file.use(NOW)).isFalse();
    }

    @Test
    void aSumThatIsNoTextIsOfADamagedOne() throws IOException {
        CacheFile file = laidDown("worker-aa.aot", NOW);
        assertThat(file.isWhole()).isTrue();

        Files.write(file.sum(), new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});

        assertThat(file.isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "notes.aot.txt",
                "worker-aa.aot.bak",
                "my-worker-aa.aot",
                "gazetteer-aa.bin"
            })
    void whatIsNotOursIsNeverForgotten(String name) throws IOException {
        Path theirs = Files.writeString(folder.resolve(name), "precious");
        Files.setLastModifiedTime(theirs, FileTime.from(NOW.minus(Duration.ofDays(100))));

        laidDown("worker-aa.aot", NOW).forgetUnusedOthers(NOW);

        assertThat(theirs).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"building123.aot", "manager-12-34.aot", "worker-1051d3dd52178a32.aot.sum"})
    void whatIsOursIsForgottenInTime(String name) throws IOException {
        Path ours = Files.writeString(folder.resolve(name), "old");
        Files.setLastModifiedTime(ours, FileTime.from(NOW.minus(Duration.ofDays(100))));

        laidDown("worker-aa.aot", NOW).forgetUnusedOthers(NOW);

        assertThat(ours).doesNotExist();
    }
}
