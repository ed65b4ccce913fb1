package dev.attache.manager.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Who may read and write what an installation has made, or has found. */
@Timeout(60)
class InstalledRightsIT {
    private static final int STRANGER = 4_711;

    @TempDir Path folder;
    private Path root;
    private Path archive;

    @BeforeEach
    void unpack() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        archive = SmallArchive.unpackedIn(folder, "first");
    }

    @Test
    void settingsThatOthersCouldReadAreClosedAndOtherwiseStay() throws Exception {
        perform(installation().install(archive, "1.0.0"));
        Path settings = root.resolve("etc/attache/attache.env");
        Files.writeString(settings, "DATABASE_URL=postgresql://u:p@h/d\n");
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));

        List<Step> steps = installation().install(archive, "1.0.0");
        perform(steps);

        assertThat(steps).filteredOn(step -> step.kind() == Step.Kind.TO_DO).hasSize(1);
        assertThat(mode("etc/attache/attache.env")).isEqualTo("rw-r-----");
        assertThat(read("etc/attache/attache.env")).startsWith("DATABASE_URL=postgresql");
    }

    @Test
    void anArchiveUnpackedInPlaceBySomebodyElseBecomesRoots() throws Exception {
        Path place = root.resolve("opt/attache/attache-1.0.0");
        Files.createDirectories(place.getParent());
        Files.move(archive, place);
        Path jar = place.resolve("lib/manager/manager.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(
                place.resolve("lib"), PosixFilePermissions.fromString("rwxrwx---"));
        boolean isRoot = Rights.canGiveAway();
        if (isRoot) {
            Rights.hand(jar, STRANGER, STRANGER);
        }

        List<Step> steps = installation().install(place, "1.0.0");
        perform(steps);

        assertThat(steps)
                .filteredOn(step -> step.sentence().startsWith("Let everybody read what is in"))
                .hasSize(1);
        assertThat(mode("opt/attache/attache-1.0.0/lib/manager/manager.jar"))
                .isEqualTo("rw-r--r--");
        assertThat(mode("opt/attache/attache-1.0.0/lib")).isEqualTo("rwxr-xr-x");
        assertThat(mode("opt/attache/attache-1.0.0/attache")).isEqualTo("rwxr-xr-x");
        if (isRoot) {
            assertThat(Rights.belongs(jar, 0, 0)).isTrue();
        }
    }

    @Test
    void aSecondInstallMendsTheFolders() throws Exception {
        perform(installation().install(archive, "1.0.0"));
        for (String open : List.of("opt/attache", "etc/attache")) {
            Files.setPosixFilePermissions(
                    root.resolve(open), PosixFilePermissions.fromString("rwxrwx---"));
        }

        perform(installation().install(archive, "1.0.0"));

        assertThat(mode("opt/attache")).isEqualTo("rwxr-xr-x");
        assertThat(mode("etc/attache")).isEqualTo("rwxr-xr-x");
        assertThat(mode("etc/attache/attache.env")).isEqualTo("rw-r-----");
    }

    private Installation installation() {
        return new Installation(new Host(root));
    }

    private static void perform(List<Step> steps) throws Exception {
        for (Step step : steps) {
            step.perform();
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(file)));
    }
}
