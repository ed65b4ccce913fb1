package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

class StateDirectoryTest {
    @TempDir Path home;

    @Test
    void theStateIdStaysTheSameAndIsAnotherForAnotherManager() throws Exception {
        String first;
        try (StateDirectory held = StateDirectory.hold(home, "a")) {
            first = held.stateId();
            try (StateDirectory other = StateDirectory.hold(home, "b")) {
                assertThat(other.stateId()).isNotEqualTo(first);
            }
        }

        try (StateDirectory again = StateDirectory.hold(home, "a")) {
            assertThat(again.stateId()).isEqualTo(first);
        }
    }

    @Test
    void aSecondManagerOfTheSameNameIsTurnedAwayAtOnceWithTheNumberOfTheFirst() throws Exception {
        try (StateDirectory _ = StateDirectory.hold(home, "a")) {
            assertThatThrownBy(() -> StateDirectory.hold(home, "a"))
                    .isInstanceOf(StateDirectory.Taken.class)
                    .hasMessageContaining("MANAGER_ID=a")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void onlyOwnerAndGroupMayLookIn() throws Exception {
        try (StateDirectory held = StateDirectory.hold(home.resolve("new/home"), "a")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(held.subfolder("logs"))))
                    .isEqualTo("rwxr-x---");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(held.folder())))
                    .isEqualTo("rwxr-x---");
        }
    }

    @Test
    void aNameMayHoldAnything() throws Exception {
        try (StateDirectory one = StateDirectory.hold(home, "../x/\n😀");
                StateDirectory two = StateDirectory.hold(home, "../X/\n😀")) {
            assertThat(one.folder().getParent()).isEqualTo(home.toRealPath());
            assertThat(one.folder().toString().toLowerCase(Locale.ROOT))
                    .isNotEqualTo(two.folder().toString().toLowerCase(Locale.ROOT));
        }
        assertThat(FileNames.of("x".repeat(10_000))).hasSizeLessThan(100);
    }
}
