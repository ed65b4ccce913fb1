package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The built archive, unpacked in a folder of its own with tar, as on a host. */
record Archive(Path home) {
    static Archive unpackedIn(Path folder) throws IOException, InterruptedException {
        String file =
                Objects.requireNonNull(
                        System.getProperty("attache.archive"),
                        "attache.archive is set by mvn verify");
        Ran tar = Ran.command(folder, Map.of(), List.of("tar", "xzf", file));
        assertThat(tar.err()).isEmpty();
        try (Stream<Path> tops = Files.list(folder)) {
            return new Archive(
                    tops.filter(top -> top.getFileName().toString().startsWith("attache-"))
                            .findFirst()
                            .orElseThrow());
        }
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
}
