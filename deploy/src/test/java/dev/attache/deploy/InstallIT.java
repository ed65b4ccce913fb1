package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** `attache install` with the real archive, into a folder that stands for a host. */
@Timeout(300)
class InstallIT {
    private static final int NOBODY = 65_534;

    @TempDir Path folder;

    @Test
    void whatItHasInstalledRunsAndASecondTimeNothingIsToBeDone() throws Exception {
        Archive archive = Archive.unpacked();
        String root = folder.resolve("host").toString();

        Ran dry = archive.attache(folder, Map.of(), "install", "--root", root);
        assertThat(dry.out()).startsWith("A dry run").contains("+   Copy this version to " + root);
        assertThat(Path.of(root)).doesNotExist();

        Files.createDirectory(Path.of(root));
        Ran applied = archive.attache(folder, Map.of(), "install", "--apply", "--root", root);
        assertThat(applied.err()).isEmpty();
        assertThat(applied.out()).endsWith("Done.\n").doesNotContain(secretIn(root));
        assertThat(applied.exit()).isZero();

        Ran again = archive.attache(folder, Map.of(), "install", "--apply", "--root", root);
        assertThat(again.out().lines()).noneMatch(line -> line.startsWith("+"));

        String installed = Path.of(root, "usr/local/bin/attache").toString();
        assertThat(Ran.command(folder, Map.of(), List.of(installed, "version")).out())
                .startsWith("attache ");
        String settings = Path.of(root, "etc/attache/attache.env").toString();
        Ran config =
                Ran.command(folder, Map.of(), List.of(installed, "config", "--config", settings));
        assertThat(config.out()).contains("AGENT_TOKEN_SECRET", "(64 characters)");

        Ran back =
                Ran.command(
                        folder,
                        Map.of(),
                        List.of(installed, "install", "--roll-back", "--root", root));
        assertThat(back.err()).contains("nothing to roll back to").hasLineCount(1);
        assertThat(back.exit()).isEqualTo(1);
    }

    @Test
    void thisMachineIsChangedByRootAlone() throws Exception {
        Ran ran =
                Ran.command(
                        folder,
                        Map.of(),
                        asNobody(Archive.unpacked().launcher().toString(), "install", "--apply"));

        assertThat(ran.err())
                .startsWith("Installing on this machine is root's: sudo ")
                .contains("Nothing has been changed.")
                .hasLineCount(1);
        assertThat(ran.exit()).isEqualTo(4);
    }

    private static String secretIn(String root) throws Exception {
        return Files.readAllLines(Path.of(root, "etc/attache/attache.env")).stream()
                .filter(line -> line.startsWith("AGENT_TOKEN_SECRET="))
                .map(line -> line.substring("AGENT_TOKEN_SECRET=".length()))
                .findFirst()
                .orElseThrow();
    }

    /** A build that runs as root gives its rights away for once. */
    private static List<String> asNobody(String... command) throws Exception {
        boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return isRoot
                ? Stream.concat(
                                Stream.of(
                                        "setpriv",
                                        "--reuid=" + NOBODY,
                                        "--regid=" + NOBODY,
                                        "--clear-groups"),
                                Stream.of(command))
                        .toList()
                : List.of(command);
    }
}
