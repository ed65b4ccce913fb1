package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event.PeopleSeen;
import dev.attache.manager.fleet.Event.WorkerBabbles;
import dev.attache.manager.fleet.Event.WorkerBusy;
import dev.attache.manager.fleet.Event.WorkerExited;
import dev.attache.manager.fleet.Event.WorkerFree;
import dev.attache.manager.fleet.Event.WorkerReady;
import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.Until;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.ToWorker;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** Workers that write what they should not, read nothing, and leave others behind. */
@Timeout(120)
@ParameterizedClass
@EnumSource
class BadWorkerIT {
    private final LaunchBench bench;

    BadWorkerIT(LaunchBench.Minding minding) {
        bench = new LaunchBench(minding);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        bench.close();
    }

    @Test
    void aChildThatHoldsThePipeNeitherDelaysTheExitNorSurvives() throws Exception {
        bench.launch(Fault.LEAVES_CHILD);

        assertThat(bench.inbox.await(WorkerExited.class).exit().code()).isZero();
        Until.holds("the child is gone", () -> bench.carriers().isEmpty());
    }

    @Test
    void aChildInASessionOfItsOwnNeitherDelaysTheExitNorSurvives() throws Exception {
        bench.launch(Fault.LEAVES_DAEMON);

        assertThat(bench.inbox.await(WorkerExited.class).exit().code()).isZero();
        Until.holds("the daemon is gone", () -> bench.carriers().isEmpty());
    }

    @Test
    void garbageIsCountedAndForgiven() throws Exception {
        Launcher launcher = bench.launch(Fault.SOME_GARBAGE);

        bench.inbox.await(WorkerReady.class);

        assertThat(launcher.counts().garbageLines()).isEqualTo(2);
        assertThat(launcher.counts().unknownTypes()).isEqualTo(1);
        assertThat(bench.inbox.events()).noneMatch(WorkerBabbles.class::isInstance);
        launcher.kill(LaunchBench.W1);
        assertThat(bench.inbox.await(WorkerExited.class).exit().lastStderrLines())
                .anyMatch(line -> line.contains("ignored on stdout what is no message"));
    }

    @Test
    void moreGarbageThanIsBearableIsAFact() throws Exception {
        bench.launch(Fault.GARBAGE);

        assertThat(bench.inbox.await(WorkerBabbles.class).what()).contains("no message");
    }

    @Test
    void aGigabyteWithoutALineFeedIsAFactAndTakesNoMemory() throws Exception {
        long before = usedMemory();
        bench.launch(Fault.ENDLESS_LINE);

        assertThat(bench.inbox.await(WorkerBabbles.class).what()).contains("16 MB");
        assertThat(usedMemory() - before).isLessThan(32L << 20);
    }

    @Test
    void aFloodCostsTheLoopLittleAndLosesNothingThatStands() throws Exception {
        Launcher launcher = bench.launch(Fault.FLOODS);
        bench.inbox.await(WorkerReady.class);
        Until.holds("the checkpoint came", () -> !bench.sideLine.checkpoints.isEmpty());

        Until.holds("the last word stands", () -> people().getLast().people() == 4999);
        assertThat(bench.inbox.events()).hasSizeLessThan(2000);
        assertThat(people()).anyMatch(PeopleSeen::edited);
        assertThat(
                        bench.inbox.events().stream()
                                .filter(e -> e instanceof WorkerBusy || e instanceof WorkerFree)
                                .toList()
                                .getLast())
                .isEqualTo(new WorkerFree(LaunchBench.W1));
        assertThat(bench.sideLine.checkpoints).containsExactly(new Checkpoint("{\"last\":true}"));
        assertThat(launcher.pids()).containsKey(LaunchBench.W1);
    }

    private List<PeopleSeen> people() {
        return bench.inbox.events().stream()
                .filter(PeopleSeen.class::isInstance)
                .map(PeopleSeen.class::cast)
                .toList();
    }

    @Test
    void aClosedStdoutIsNoticedWithoutAPing() throws Exception {
        bench.launch(Fault.CLOSES_STDOUT);

        assertThat(bench.inbox.await(WorkerBabbles.class).what()).isEqualTo("closed its stdout");
    }

    @Test
    void aWorkerThatNeverReadsIsAFactAndBlocksNobody() throws Exception {
        Launcher launcher = bench.launch(Fault.NEVER_READS);
        bench.inbox.await(WorkerReady.class);
        ToWorker large = new ToWorker.Token("x".repeat(32 * 1024));

        for (int i = 0; i < 100; i++) {
            launcher.tell(LaunchBench.W1, large);
        }

        assertThat(bench.inbox.await(WorkerBabbles.class).what())
                .contains("does not read its stdin");
        assertThat(launcher.counts().unreadMessages()).isPositive();
        launcher.kill(LaunchBench.W1);
        bench.inbox.await(WorkerExited.class);
    }

    /** A browser that it drives, say: whoever has a session of its own is none the less a child. */
    @Test
    void theEndOfAnotherWorkerCostsNoLivingOneItsChildren() throws Exception {
        Launcher launcher = bench.launch(Fault.HAS_DAEMON);
        bench.inbox.await(WorkerReady.class);
        Until.holds("worker and child are there", () -> bench.carriers().size() == 2);
        List<Long> living = bench.carriers();

        Launcher other = bench.launch(Fault.LEAVES_DAEMON);
        bench.inbox.await(WorkerExited.class);
        Until.holds("what the other left is gone", () -> bench.carriers().equals(living));

        assertThat(launcher.pids()).hasSize(1);
        assertThat(other.pids()).isEmpty();
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
