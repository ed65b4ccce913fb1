package dev.attache.manager.launch;

import dev.attache.protocol.LineSplitter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads one worker's stderr into its tail and its log, at a pace that leaves room for others. */
final class Murmur implements LineSplitter.Sink {
    private static final int CHUNK = 8 * 1024;
    private static final int LINE_BYTES = 8 * 1024;
    private static final long BYTES_A_SECOND = 4 << 20;

    private final WorkerProcess worker;
    private final WorkerLogs logs;
    private long second = System.nanoTime();
    private long bytes;

    Murmur(WorkerProcess worker, WorkerLogs logs) {
        this.worker = worker;
        this.logs = logs;
    }

    void read(InputStream stderr) throws InterruptedException {
        LineSplitter splitter = new LineSplitter(LINE_BYTES, this);
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = stderr.read(chunk); n >= 0; n = stderr.read(chunk)) {
                splitter.feed(chunk, 0, n);
                slowDown(n);
            }
        } catch (IOException _) {
            // Java closes the pipe when the process has ended: what there was has been read.
            splitter.end();
            return;
        }
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
    private void slowDown(int read) throws InterruptedException {
        bytes += read;
        long elapsed = System.nanoTime() - second;
        if (bytes > BYTES_A_SECOND && elapsed < 1_000_000_000L) {
            Thread.sleep((1_000_000_000L - elapsed) / 1_000_000 + 1);
        }
        if (bytes > BYTES_A_SECOND || elapsed >= 1_000_000_000L) {
            bytes = 0;
            second = System.nanoTime();
        }
    }
}
