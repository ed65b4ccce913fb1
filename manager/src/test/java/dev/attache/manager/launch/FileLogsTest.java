package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;

class FileLogsTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final WorkerId W1 = new WorkerId(1);
    private static final DocumentId D1 = new DocumentId("plans/2026 😀");

    @TempDir Path folder;

    @Test
    void aLineSaysWhenAndWho() throws Exception {
        try (FileLogs logs = FileLogs.in(folder, NOON)) {
            logs.write(W1, null, text("warming"));
            logs.write(W1, D1, text("attached"));
        }

        assertThat(LogFolder.fileIn(folder, null)).hasContent("2026-11-21T12:00:00Z w1 warming\n");
        assertThat(LogFolder.fileIn(folder, D1)).hasContent("2026-11-21T12:00:00Z w1 attached\n");
    }

    @Test
    void aDocumentKeepsTheNewestWithinItsBound() throws Exception {
        try (FileLogs logs = new FileLogs(new LogFolder(folder, 10_000, 1_000_000), NOON)) {
            for (int i = 0; i < 2000; i++) {
                logs.write(W1, D1, text("line " + i));
            }
        }

        Path file = LogFolder.fileIn(folder, D1);
        assertThat(total()).isBetween(5_000L, 10_100L);
        assertThat(Files.readString(file)).endsWith("w1 line 1999\n");
        assertThat(Files.readAllLines(file)).allMatch(l -> l.startsWith("2026-11-21T12"));
        assertThat(Files.readAllLines(Path.of(file + ".1"))).allMatch(l -> l.contains(" w1 line "));
    }

    @Test
    void aFileThatSomebodyDeletesBeginsAnew() throws Exception {
        LogFolder files = new LogFolder(folder, 1000, 5000);
        Path file = files.fileOf(D1);
        files.append(file, text("x".repeat(600) + "\n"));
        Files.delete(file);

        files.append(file, text("y\n"));
        files.append(file, text("z\n"));

        assertThat(file).hasContent("y\nz\n");
    }

    @Test
    void togetherTheyStayWithinTheirBoundAndTheOldestGo() throws Exception {
        LogFolder files = new LogFolder(folder, 1000, 5000);
        for (int i = 0; i < 40; i++) {
            files.append(files.fileOf(new DocumentId("d" + i)), text("x".repeat(399) + "\n"));
        }
        assertThat(total()).isLessThanOrEqualTo(5000);
        assertThat(files.fileOf(new DocumentId("d39"))).exists();
        assertThat(files.fileOf(new DocumentId("d0"))).doesNotExist();

        LogFolder afterRestart = new LogFolder(folder, 1000, 1000);
        afterRestart.append(afterRestart.fileOf(D1), text("y\n"));

        assertThat(total()).isLessThanOrEqualTo(1000);
    }

    @Test
    void aFullDiskDropsAndCounts() throws Exception {
        Files.createSymbolicLink(LogFolder.fileIn(folder, D1), Path.of("/dev/full"));
        DocumentId other = new DocumentId("other");
        FileLogs logs = FileLogs.in(folder, NOON);

        logs.write(W1, D1, text("lost"));
        logs.write(W1, other, text("kept"));
        logs.close();

        assertThat(logs.dropped()).isEqualTo(1);
        assertThat(LogFolder.fileIn(folder, other)).content().endsWith("kept\n");
    }

    @Test
    void nothingIsTakenAfterTheEnd() throws Exception {
        FileLogs logs = FileLogs.in(folder, NOON);
        logs.close();

        logs.write(W1, D1, text("late"));

        assertThat(logs.dropped()).isEqualTo(1);
    }

    private long total() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
