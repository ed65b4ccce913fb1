package dev.attache.manager.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event.MemoryFree;
import dev.attache.manager.fleet.Event.MemorySeen;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.testkit.RecordingInbox;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(120)
class MemoryWatchIT {
    private final RecordingInbox inbox = new RecordingInbox();

    @Test
    void aWorkerIsMeasuredWithItsChildren() throws Exception {
        // A shell of two megabytes with a child that holds fifty.
        Process worker =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "python3 -c 'x = b\"a\" * 50_000_000; print(1, flush=True);"
                                        + " input()'; true")
                        .start();
        assertThat(worker.inputReader().readLine()).isEqualTo("1");
        try (MemoryWatch _ =
                new MemoryWatch(
                        inbox,
                        () -> 100,
                        () -> 50,
                        new LinuxWorkerMemory(),
                        () -> Map.of(new WorkerId(1), worker.pid()))) {
            assertThat(inbox.await(MemorySeen.class).pssMb()).isBetween(48L, 120L);
        } finally {
            worker.descendants().forEach(ProcessHandle::destroyForcibly);
            worker.destroyForcibly();
        }
    }

    @Test
    void whoGrowsIsMeasuredAnew() throws Exception {
        Process worker =
                new ProcessBuilder(
                                "python3",
                                "-c",
                                "print(1, flush=True); input(); x = b'a' * 50_000_000;"
                                        + " print(2, flush=True); input()")
                        .start();
        try (BufferedReader said = worker.inputReader();
                BufferedWriter in = worker.outputWriter()) {
            assertThat(said.readLine()).isEqualTo("1");
            LinuxWorkerMemory memory = new LinuxWorkerMemory();
            long small = memory.look().megabytes(worker.pid());

            assertThat(memory.look().megabytes(worker.pid())).isEqualTo(small);
            in.write("\n");
            in.flush();
            assertThat(said.readLine()).isEqualTo("2");
            assertThat(memory.look().megabytes(worker.pid())).isBetween(small + 40, small + 60);
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    void bothWaysOfMeasuringSeeThisProcess() {
        long self = ProcessHandle.current().pid();

        assertThat(new LinuxWorkerMemory().look().megabytes(self)).isPositive();
        assertThat(OshiMemory.workers().look().megabytes(self)).isPositive();
        assertThat(new LinuxWorkerMemory().look().megabytes(1L << 30)).isZero();
    }

    @Test
    void scarcityIsToldOnceAndItsEndOnlyWithSomeToSpare() {
        AtomicLong available = new AtomicLong(49);
        try (MemoryWatch _ =
                new MemoryWatch(inbox, available::get, () -> 50, () -> _ -> 0, Map::of)) {
            Until.holds("it is told", () -> inbox.events().size() == 1);
            available.set(63);
            Until.holds("the end is told", () -> inbox.events().size() == 2);
        }

        assertThat(inbox.events()).isEqualTo(List.of(new MemoryFree(false), new MemoryFree(true)));
    }
}
