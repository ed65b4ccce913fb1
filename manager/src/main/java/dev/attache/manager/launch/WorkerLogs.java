package dev.attache.manager.launch;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

/** Where workers' stderr goes. Never blocks: what cannot be written is dropped and counted. */
public interface WorkerLogs {
    /** A null document is a spare's. */
    void write(WorkerId worker, @Nullable DocumentId document, byte[] line);

    long dropped();

    /** Keeps nothing, for a manager that is told to write no logs. */
    WorkerLogs NONE =
            new WorkerLogs() {
                @Override
                public void write(WorkerId worker, @Nullable DocumentId document, byte[] line) {}

                @Override
                public long dropped() {
                    return 0;
                }
            };
}
