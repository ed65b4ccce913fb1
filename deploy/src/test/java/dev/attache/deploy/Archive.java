package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The built archive, unpacked with tar as on a host: once for all tests, which only read it. */
record Archive(Path home) {
    private static final class Unpacked {
        static final Archive ONCE = unpack();
    }

    static Archive unpacked() {
        return Unpacked.ONCE;
    }

    Path launcher() {
        return home.resolve("attache");
    }

    Ran attache(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(launcher().toString()), Stream.of(arguments)).toList();
        return Ran.command(folder, environment, command);
    }

    private static Archive unpack() {
        String file =
                Objects.requireNonNull(
                        System.getProperty("attache.archive"),
                        "attache.archive is set by mvn verify");
        try {
            Path folder = Path.of("target", "unpacked").toAbsolutePath();
            delete(folder);
            Files.createDirectories(folder);
            Ran tar = Ran.command(folder, Map.of(), List.of("tar", "xzf", file));
            assertThat(tar.err()).isEmpty();
            try (Stream<Path> tops = Files.list(folder)) {
                return new Archive(tops.findFirst().orElseThrow());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the archive cannot be unpacked: " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking " + file, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
