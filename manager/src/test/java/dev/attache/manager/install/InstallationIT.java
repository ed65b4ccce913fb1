package dev.attache.manager.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.manager.Refused;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The archive is small and its settings and unit are the real ones. */
@Timeout(60)
class InstallationIT {
    private static final Path DEPLOY = Path.of("..", "deploy");

    @TempDir Path folder;
    private Path root;
    private Path archive;

    @BeforeEach
    void unpack() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        archive = archive("first");
    }

    @Test
    void lookingChangesNothing() throws Exception {
        List<Step> steps = installation().install(archive, "1.0.0");

        assertThat(steps).extracting(Step::kind).contains(Step.Kind.TO_DO);
        try (Stream<Path> made = Files.list(root)) {
            assertThat(made).isEmpty();
        }
    }

    @Test
    void whatIsInPlaceIsFoundAndLeftAlone() throws Exception {
        perform(installation().install(archive, "1.0.0"));
        String settings = read("etc/attache/attache.env");

        List<Step> again = installation().install(archive, "1.0.0");
        perform(again);

        assertThat(again).extracting(Step::kind).doesNotContain(Step.Kind.TO_DO);
        assertThat(read("etc/attache/attache.env")).isEqualTo(settings);
        assertThat(read("opt/attache/current/attache")).isEqualTo("first");
        assertThat(read("usr/local/bin/attache")).isEqualTo("first");
        assertThat(read("etc/systemd/system/attache.service"))
                .isEqualTo(Files.readString(DEPLOY.resolve("systemd/attache.service")));
        assertThat(mode("opt/attache/current/attache")).isEqualTo("rwxr-xr-x");
        assertThat(mode("var/lib/attache")).isEqualTo("rwxr-x---");
        assertThat(read("etc/passwd")).startsWith("attache:x:").contains(":/var/lib/attache:");
        assertThat(read("etc/group")).startsWith("attache:x:");
    }

    @Test
    void eachHostGetsSecretsOfItsOwnThatNobodyElseReads() throws Exception {
        perform(installation().install(archive, "1.0.0"));
        String one = secret("AGENT_TOKEN_SECRET");
        String other = secret("USER_TOKEN_SECRET");

        assertThat(one).hasSize(64).isNotEqualTo(other);
        assertThat(mode("etc/attache/attache.env")).isEqualTo("rw-r-----");

        Files.delete(root.resolve("etc/attache/attache.env"));
        perform(installation().install(archive, "1.0.0"));
        assertThat(secret("AGENT_TOKEN_SECRET")).isNotEqualTo(one);
    }

    @Test
    void anUpgradeKeepsSettingsAndTheVersionBeforeForARollBackAndBackAgain() throws Exception {
        perform(installation().install(archive, "1.0.0"));
        String settings = read("etc/attache/attache.env");
        Path next = archive("second");
        Path unit = next.resolve("deploy/systemd/attache.service");
        Files.writeString(unit, Files.readString(unit).replace("RestartSec=2", "RestartSec=3"));

        perform(installation().install(next, "1.1.0"));

        assertThat(read("opt/attache/current/attache")).isEqualTo("second");
        assertThat(read("opt/attache/previous/attache")).isEqualTo("first");
        assertThat(read("etc/attache/attache.env")).isEqualTo(settings);
        assertThat(read("etc/systemd/system/attache.service")).contains("RestartSec=3");
        assertThat(root.resolve("etc/systemd/system/attache.service.old")).doesNotExist();

        perform(installation().rollBack());
        assertThat(read("opt/attache/current/attache")).isEqualTo("first");
        assertThat(read("usr/local/bin/attache")).isEqualTo("first");
        assertThat(read("etc/systemd/system/attache.service")).contains("RestartSec=2");

        perform(installation().rollBack());
        assertThat(read("opt/attache/current/attache")).isEqualTo("second");
    }

    @Test
    void aUnitThatNoVersionBroughtIsKeptHoweverManyUpgradesFollow() throws Exception {
        Path unit = root.resolve("etc/systemd/system/attache.service");
        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "before Attaché's own");
        perform(installation().install(archive, "1.0.0"));
        Files.writeString(unit, "changed by hand");

        for (int version = 1; version <= 3; version++) {
            Path next = archive("upgrade-" + version);
            Path theirs = next.resolve("deploy/systemd/attache.service");
            Files.writeString(theirs, Files.readString(theirs) + "# " + version + "\n");
            perform(installation().install(next, "1.0." + version));
        }

        assertThat(read("etc/systemd/system/attache.service")).endsWith("# 3\n");
        assertThat(read("etc/systemd/system/attache.service.old"))
                .isEqualTo("before Attaché's own");
        assertThat(read("etc/systemd/system/attache.service.old-2")).isEqualTo("changed by hand");
        assertThat(root.resolve("etc/systemd/system/attache.service.old-3")).doesNotExist();
    }

    @Test
    void anotherBuildOfTheSameVersionLiesBesideTheFirst() throws Exception {
        perform(installation().install(archive, "1.0.0"));

        perform(installation().install(archive("rebuilt"), "1.0.0"));

        assertThat(read("opt/attache/attache-1.0.0/attache")).isEqualTo("first");
        assertThat(read("opt/attache/attache-1.0.0-2/attache")).isEqualTo("rebuilt");
        assertThat(read("opt/attache/current/attache")).isEqualTo("rebuilt");
        assertThat(read("opt/attache/previous/attache")).isEqualTo("first");
    }

    @Test
    void anArchiveThatWasUnpackedInPlaceIsNotCopied() throws Exception {
        Path place = root.resolve("opt/attache/attache-1.0.0");
        Files.createDirectories(place.getParent());
        Files.move(archive, place);

        perform(installation().install(place, "1.0.0"));

        assertThat(read("opt/attache/current/attache")).isEqualTo("first");
        try (Stream<Path> versions = Files.list(place.getParent())) {
            assertThat(versions.map(version -> version.getFileName().toString()))
                    .containsExactlyInAnyOrder("attache-1.0.0", "current");
        }
    }

    @Test
    void whatABrokenAttemptHasLeftIsNoVersion() throws Exception {
        Path left = root.resolve("opt/attache/.attache-1.0.0.next/lib");
        Files.createDirectories(left);
        Files.writeString(left.resolve("half"), "");

        perform(installation().install(archive, "1.0.0"));

        assertThat(root.resolve("opt/attache/current/lib/half")).doesNotExist();
        assertThat(root.resolve("opt/attache/.attache-1.0.0.next")).doesNotExist();
    }

    @Test
    void someoneElsesCommandOfThatNameStays() throws Exception {
        Path command = root.resolve("usr/local/bin/attache");
        Files.createDirectories(command.getParent());
        Files.writeString(command, "theirs");

        perform(installation().install(archive, "1.0.0"));

        assertThat(command).hasContent("theirs");
    }

    @Test
    void whatCannotBeDoneIsRefusedBeforeAnythingIsDone() throws Exception {
        assertThatThrownBy(() -> installation().rollBack())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("nothing to roll back to");

        Files.createDirectories(root.resolve("opt/attache/current"));
        assertThatThrownBy(() -> installation().install(archive, "1.0.0"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not a link to a version");
    }

    @Test
    void whatSystemdSaysAgainstTheUserIsTold() throws Exception {
        Files.writeString(
                archive.resolve("deploy/systemd/attache.sysusers.conf"), "u attache - \"a:b\" /\n");

        assertThatThrownBy(() -> perform(installation().install(archive, "1.0.0")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("systemd-sysusers", "is not a valid GECOS field");
    }

    private Installation installation() {
        return new Installation(new Host(root));
    }

    private static void perform(List<Step> steps) throws Exception {
        for (Step step : steps) {
            step.perform();
        }
    }

    private Path archive(String name) throws IOException {
        return SmallArchive.unpackedIn(folder, name);
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file)));
    }

    private String secret(String key) throws IOException {
        Matcher line =
                Pattern.compile("^" + key + "=(.+)$", Pattern.MULTILINE)
                        .matcher(read("etc/attache/attache.env"));
        assertThat(line.find()).isTrue();
        return line.group(1);
    }
}
