package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The fleet at one moment, for people and metrics: counts, and each process there is. */
public record Overview(
        int capacity,
        int agents,
        int spares,
        int starting,
        int waiting,
        int documentsKnown,
        boolean draining,
        boolean booksReachable,
        boolean memoryFree,
        @Nullable String launchesPausedBecause,
        List<WorkerLine> workers) {

    public Overview {
        workers = List.copyOf(workers);
    }

    /** One process. Ages, so that they mean the same to whoever reads them. */
    public record WorkerLine(
            WorkerId worker,
            @Nullable DocumentId document,
            @Nullable Life life,
            String phase,
            long pid,
            String version,
            boolean spare,
            boolean busy,
            String doing,
            int people,
            long memoryMb,
            Duration age,
            @Nullable Duration lastActivityAge) {}

    public static Overview of(Fleet fleet, Instant now) {
        Ledger books = fleet.books();
        List<WorkerLine> lines = new ArrayList<>();
        for (Worker w : books.workers.values()) {
            lines.add(line(books, w, now));
        }
        return new Overview(
                books.capacity(),
                books.agents(),
                books.spares(),
                books.starting(),
                books.waiting.size(),
                books.documents.size(),
                books.draining,
                books.booksReachable,
                books.memoryFree,
                books.shared.pausedBecause(),
                lines);
    }

    private static WorkerLine line(Ledger books, Worker w, Instant now) {
        Document d = books.of(w);
        return new WorkerLine(
                w.id,
                w.document,
                w.life,
                phaseOf(w),
                w.pid,
                w.version,
                w.isSpare(),
                w.isBusy(),
                w.doing.name().toLowerCase(java.util.Locale.ROOT),
                w.people,
                w.memoryMb,
                Duration.between(w.launchedAt, now),
                d == null || d.lastActivity.equals(Instant.MIN)
                        ? null
                        : Duration.between(d.lastActivity, now));
    }

    private static String phaseOf(Worker w) {
        return switch (w.phase) {
            case Phase.Starting _ -> "starting";
            case Phase.Waiting _ -> w.isSpare() ? "spare" : "claiming";
            case Phase.Attaching _ -> "connecting";
            case Phase.Attached _ -> w.disconnectedAt == null ? "active" : "reconnecting";
            case Phase.Releasing _ -> "releasing";
            case Phase.Stopping _ -> "detaching";
            case Phase.Terminated _ -> "terminated";
            case Phase.Killed _ -> "killed";
        };
    }
}
