package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The unit in systemd's own eyes. It exits with 0 on misspelt keys, so any word on stderr fails.
 */
@Timeout(120)
class SystemdUnitIT {
    private static final Path UNIT = Path.of("systemd", "attache.service");

    @TempDir Path folder;

    @Test
    void systemdHasNothingToSayAgainstIt() throws Exception {
        Ran ran = verify(Files.readString(UNIT));

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
    }

    @Test
    void aMisspeltKeyWouldHaveBeenSeen() throws Exception {
        Ran ran = verify(Files.readString(UNIT).replace("OOMPolicy", "OOMPolice"));

        assertThat(ran.err()).contains("OOMPolice");
    }

    @Test
    void itPromisesWhatTheManagerCountsOn() throws IOException {
        assertThat(Files.readAllLines(UNIT))
                .contains(
                        "Type=notify",
                        "WatchdogSec=30",
                        "Delegate=yes",
                        "KillMode=control-group",
                        "User=attache",
                        "Group=attache",
                        "StateDirectory=attache",
                        "OOMPolicy=continue",
                        "ProtectSystem=strict")
                .anyMatch(line -> line.startsWith("TasksMax="))
                .anyMatch(line -> line.startsWith("LimitNOFILE="));
    }

    /** The program it starts must be there: ours stands in the folder of the test. */
    private Ran verify(String unit) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("attache"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path copy =
                Files.writeString(
                        folder.resolve("attache.service"),
                        unit.replace("/opt/attache/current", folder.toString()));
        return Ran.command(folder, Map.of(), List.of(analyze(), "verify", copy.toString()));
    }

    private static String analyze() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, "systemd-analyze"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(
                        () ->
                                fail(
                                        "the unit is checked with systemd-analyze, which is not on"
                                                + " the PATH: install your system's package systemd"
                                                + " (it need not run); on a Mac run this test in a"
                                                + " Linux container"));
    }
}
