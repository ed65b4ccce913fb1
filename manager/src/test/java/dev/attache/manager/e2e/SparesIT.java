package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Overview.WorkerLine;
import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.testkit.FakeWorker;
import dev.attache.manager.testkit.FakeWorkerCommand;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/** Processes that wait for a document. */
@Timeout(180)
class SparesIT {
    @RegisterExtension private final House house = new House();

    @Test
    void aWaitingProcessIsAttachedAndAnotherTakesItsPlace() throws Exception {
        TestManager manager = manager();
        long waiting = spare(manager, 0);
        assertThat(rows()).isEqualTo("0");

        house.active("d1", 0);

        house.awaitAttached("d1");
        assertThat(house.pid("d1")).isEqualTo(waiting);
        assertThat(house.log()).contains("document=d1").contains("origin=WARM");
        assertThat(spare(manager, waiting)).isNotEqualTo(waiting);
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void oneThatDiesIsReplacedAndNeverAttached() throws Exception {
        TestManager manager = manager();
        long killed = spare(manager, 0);

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        long next = spare(manager, killed);
        house.active("d1", 0);
        house.awaitAttached("d1");
        assertThat(house.pid("d1")).isEqualTo(next);
        assertThat(ProcStat.of(killed)).isNull();
    }

    private TestManager manager() throws Exception {
        return house.manager(
                "m1",
                PolicyOf.capacity(2).spares(1).policy(),
                FakeWorkerCommand.with(FakeWorker.Fault.NONE));
    }

    /** The process that waits, once it is ready and another than this. */
    private long spare(TestManager manager, long notThis) {
        Until.holds("one waits", () -> waiting(manager).stream().anyMatch(pid -> pid != notThis));
        return waiting(manager).stream().filter(pid -> pid != notThis).findAny().orElseThrow();
    }

    private List<Long> waiting(TestManager manager) {
        return house.overview(manager).workers().stream()
                .filter(line -> line.phase().equals("spare"))
                .map(WorkerLine::pid)
                .toList();
    }

    private String rows() {
        return house.postgres().value("SELECT count(*) FROM agent_connections");
    }
}
