package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Path;

@Timeout(60)
class StateDirectoryIT {
    @TempDir Path home;

    @Test
    void anotherProcessHoldsItAndGivesItUpWhenItIsKilled() throws Exception {
        Process holder = hold();
        try {
            String stateId = holder.inputReader().readLine();
            assertThatThrownBy(() -> StateDirectory.hold(home, "a"))
                    .isInstanceOf(StateDirectory.Taken.class)
                    .hasMessageContaining("pid " + holder.pid());

            holder.destroyForcibly().waitFor();

            try (StateDirectory held = StateDirectory.hold(home, "a")) {
                assertThat(held.stateId()).isEqualTo(stateId);
            }
        } finally {
            holder.destroyForcibly();
        }
    }

    private Process hold() throws Exception {
        Path classes =
                Path.of(
                        StateDirectory.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        Path tests =
                Path.of(
                        StateDirectoryHolder.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + File.pathSeparator + tests,
                        StateDirectoryHolder.class.getName(),
                        home.toString(),
                        "a")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
