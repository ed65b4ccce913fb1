package dev.attache.manager.launch;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.ToWorker;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Processes by name. No method blocks or throws: what came of it arrives in the inbox as an event.
 * Words to a worker that is gone, or was never started, are ignored: the exit says it all.
 */
public interface Launcher extends AutoCloseable {
    /** Answered by WorkerStarted or LaunchFailed, and after a start by exactly one WorkerExited. */
    void launch(WorkerId worker, @Nullable DocumentId document);

    /** From now on the worker's log is the document's. */
    void assign(WorkerId worker, DocumentId document);

    /** Waits in a bounded queue; a worker that does not read loses what does not fit. */
    void tell(WorkerId worker, ToWorker message);

    /** SIGTERM to its process group. */
    void terminate(WorkerId worker);

    /** A log sentence on what the process was doing, then SIGKILL to its group and its session. */
    void kill(WorkerId worker);

    /** The processes that are alive, for whoever measures them. From any thread. */
    Map<WorkerId, Long> pids();

    LaunchCounts counts();

    /** Kills whatever is still alive. */
    @Override
    void close();
}
