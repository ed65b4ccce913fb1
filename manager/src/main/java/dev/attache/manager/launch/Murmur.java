package dev.attache.manager.launch;

import dev.attache.manager.child.Drain;
import dev.attache.protocol.LineSplitter;

import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** Reads one worker's stderr into its tail and its log, at a pace that leaves room for others. */
final class Murmur implements Drain, LineSplitter.Sink {
    private static final int LINE_BYTES = 8 * 1024;
    private static final long BYTES_A_SECOND = 4 << 20;
    private static final long SECOND = 1_000_000_000L;

    private final WorkerProcess worker;
    private final WorkerLogs logs;
    private final LongSupplier nanos;
    private final LineSplitter splitter = new LineSplitter(LINE_BYTES, this);
    private long second;
    private long bytes;

    Murmur(WorkerProcess worker, WorkerLogs logs, LongSupplier nanos) {
        this.worker = worker;
        this.logs = logs;
        this.nanos = nanos;
        this.second = nanos.getAsLong();
    }

    @Override
    public long take(byte[] chunk, int count) {
        splitter.feed(chunk, 0, count);
        return pauseAfter(count, nanos.getAsLong());
    }

    @Override
    public void end() {
        splitter.end();
    }

    @Override
    public void line(byte[] written) {
        byte[] line = Legible.line(written);
        worker.tail.add(new String(line, StandardCharsets.UTF_8));
        logs.write(worker.id, worker.document(), line);
    }

    @Override
    public void tooLong(long length) {
        line(("(a line of " + length + " bytes was left out)").getBytes(StandardCharsets.UTF_8));
    }

    /** Who writes more than this waits for us: its own logging stalls, not our cores. */
    private long pauseAfter(int read, long now) {
        bytes += read;
        long elapsed = now - second;
        boolean tooMuch = bytes > BYTES_A_SECOND;
        if (tooMuch || elapsed >= SECOND) {
            bytes = 0;
            second = now;
        }
        return tooMuch ? Math.max(0, SECOND - elapsed) : 0;
    }
}
