package dev.attache.manager.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LinuxHostMemoryTest {
    private static final String V2 =
            "29 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";

    @TempDir Path root;

    @BeforeEach
    void aMachineWithFourGigabytesFree() throws IOException {
        write("proc/meminfo", "MemTotal: 8000000 kB\nMemAvailable: 4194304 kB\n");
    }

    @Test
    void withoutControlGroupsTheMachineDecides() {
        assertThat(available()).isEqualTo(4096);
    }

    @Test
    void theTightestGroupOnTheWayUpDecidesAndItsCacheIsFree() throws IOException {
        write("proc/self/mountinfo", V2);
        write("proc/self/cgroup", "0::/system.slice/attache.service\n");
        group("sys/fs/cgroup/system.slice/attache.service", "max", 900, 0);
        group("sys/fs/cgroup/system.slice", mb(1000), 900, 50);

        assertThat(available()).isEqualTo(150);
    }

    @Test
    void inAContainerOnlyWhatIsBelowTheMountIsSeen() throws IOException {
        write(
                "proc/self/mountinfo",
                "29 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
        write("proc/self/cgroup", "0::/docker/abc\n");
        group("sys/fs/cgroup", mb(512), 500, 0);

        assertThat(available()).isEqualTo(12);
    }

    @Test
    void aGroupThatIsOverItsLimitLeavesNothing() throws IOException {
        write("proc/self/mountinfo", V2);
        write("proc/self/cgroup", "0::/a\n");
        group("sys/fs/cgroup/a", mb(100), 120, 0);

        assertThat(available()).isZero();
    }

    @Test
    void versionOneIsUnderstoodToo() throws IOException {
        write(
                "proc/self/mountinfo",
                "33 25 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
        write("proc/self/cgroup", "5:devices:/x\n4:memory:/x\n0::/\n");
        write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", mb(300));
        write("sys/fs/cgroup/memory/x/memory.usage_in_bytes", mb(290));
        write("sys/fs/cgroup/memory/x/memory.stat", "cache 1\ntotal_inactive_file " + mb(90));
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", mb(290));

        assertThat(available()).isEqualTo(100);
    }

    @Test
    void thisMachineHasSomeToo() {
        assertThat(HostMemory.ofThisSystem().availableMb()).isBetween(1L, 1L << 40);
        assertThat(OshiMemory.host().availableMb()).isBetween(1L, 1L << 40);
    }

    private long available() {
        return new LinuxHostMemory(root).availableMb();
    }

    private void group(String path, String max, long usedMb, long cachedMb) throws IOException {
        write(path + "/memory.max", max);
        write(path + "/memory.current", mb(usedMb));
        write(path + "/memory.stat", "anon 1\ninactive_file " + mb(cachedMb));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static String mb(long megabytes) {
        return Long.toString(megabytes << 20);
    }
}
