package dev.attache.manager.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is known only where we start them ourselves. */
@Timeout(120)
class PolledChildrenIT {
    private Children children = new ThreadedChildren(Runnable::run, Duration.ZERO);

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Libc.lacking().isEmpty(), Libc::lacking);
        children = new PolledChildren(Duration.ofMillis(300));
    }

    @AfterEach
    void close() {
        children.close();
    }

    private Heard run(String script) throws IOException {
        Heard heard = new Heard();
        heard.attend(
                children.start(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin")));
        return heard;
    }

    @Test
    void anExitWithTheCodeOfASignalIsNone() throws Exception {
        assertThat(run("exit 137").ended()).isEqualTo(new Ended(137, 0));
        assertThat(run("kill -9 $$").ended()).isEqualTo(new Ended(137, 9));
    }

    /**
     * `trap '' CHLD` before the manager, or an init that does so: the kernel would collect them.
     */
    @Test
    void theEndIsToldThoughWhoStartedUsIgnoresTheEndsOfChildren() throws Exception {
        int ignore = 1;
        assertThat(Libc.SIGNAL.call(Collectable.CHILD_ENDED, ignore)).isNotNegative();

        children.close();
        children = new PolledChildren(Duration.ofMillis(300));

        assertThat(run("exit 3").ended()).isEqualTo(new Ended(3, 0));
    }

    @Test
    void aChildHasThreeDescriptorsAndNoSignalHeldBackOrIgnored() throws Exception {
        // Without another process: a shell holds signals back while it starts one.
        Heard heard =
                run(
                        "while read -r line; do case $line in SigBlk*|SigIgn*) echo \"$line\";;"
                                + " esac; done </proc/$$/status; ls /proc/$$/fd; true");

        heard.ended();

        assertThat(heard.out.text().lines())
                .containsExactly(
                        "SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000", "0", "1", "2");
    }

    @Test
    void manyComeAndGoAndLeaveNeitherDescriptorsNorZombies() throws Exception {
        run("true").ended();
        long before = descriptors();
        List<Heard> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(run("read line; echo \"$line\"; echo err >&2"));
        }
        for (Heard one : all) {
            one.stdin.offer("hello\n");
        }
        for (Heard one : all) {
            assertThat(one.ended().code()).isZero();
            assertThat(one.out.text() + one.err.text()).isEqualTo("hello\nerr\n");
        }
        children.start(List.of("/bin/true"), Map.of());

        // The last one waits for somebody to attend to it, with three pipes' ends and its own.
        Until.holds("the others have left nothing", () -> descriptors() <= before + 4);
        assertThat(zombies()).isLessThanOrEqualTo(1);
    }

    @Test
    void whoIsAliveIsMindedAfterTheClosing() throws Exception {
        Heard heard = run("read line; echo \"$line\"");

        children.close();
        heard.stdin.offer("still here\n");

        assertThat(heard.ended().code()).isZero();
        assertThat(heard.out.text()).isEqualTo("still here\n");
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long zombies() {
        long self = ProcessHandle.current().pid();
        return ProcStat.all().stream().filter(p -> p.parent() == self && p.isDead()).count();
    }
}
