package dev.attache.manager.launch;

import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Workers' stderr in one file a document. Lines wait in memory for the one thread that writes, so a
 * slow disk holds up no worker; what finds no room, in memory or on the disk, is dropped and
 * counted.
 */
public final class FileLogs implements WorkerLogs, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FileLogs.class);
    private static final long QUEUE_BYTES = 8L << 20;
    private static final long TELL_EVERY_NANOS = 60_000_000_000L;

    private record Line(Path file, ByteArrayOutputStream text) {}

    private static final class Batch {
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private int lines;
    }

    private final Clock calendar;
    private final LogFolder folder;
    private final Thread writer;
    private List<Line> waiting = new ArrayList<>();
    private long waitingBytes;
    private long dropped;
    private boolean closed;
    private long toldAt = System.nanoTime() - TELL_EVERY_NANOS;

    /** 5 MB a document, 500 MB together. */
    public static FileLogs in(Path folder, Clock calendar) throws IOException {
        return new FileLogs(new LogFolder(folder, 5L << 20, 500L << 20), calendar);
    }

    FileLogs(LogFolder folder, Clock calendar) {
        this.folder = folder;
        this.calendar = calendar;
        this.writer =
                Thread.ofPlatform().name("worker-logs").daemon().start(this::writeUntilClosed);
    }

    @Override
    public void write(WorkerId worker, @Nullable DocumentId document, byte[] line) {
        byte[] start = (calendar.instant() + " " + worker + " ").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(start.length + line.length + 1);
        whole.writeBytes(start);
        whole.writeBytes(line);
        whole.write('\n');
        offer(new Line(folder.fileOf(document), whole));
    }

    private synchronized void offer(Line line) {
        if (closed || waitingBytes + line.text().size() > QUEUE_BYTES) {
            dropped++;
            return;
        }
        waiting.add(line);
        waitingBytes += line.text().size();
        notifyAll();
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    /** What waits is written first. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        for (List<Line> lines = take(); !lines.isEmpty(); lines = take()) {
            Map<Path, Batch> batches = new LinkedHashMap<>();
            for (Line line : lines) {
                Batch batch = batches.computeIfAbsent(line.file(), _ -> new Batch());
                batch.text.writeBytes(line.text().toByteArray());
                batch.lines++;
            }
            batches.forEach(this::append);
        }
    }

    private void append(Path file, Batch batch) {
        try {
            folder.append(file, batch.text.toByteArray());
        } catch (IOException e) {
            synchronized (this) {
                dropped += batch.lines;
            }
            if (System.nanoTime() - toldAt >= TELL_EVERY_NANOS) {
                toldAt = System.nanoTime();
                log.warn("workers' log lines are dropped why=\"{}\"", e.toString());
            }
        }
    }

    /** Empty when closed and all is written. */
    private synchronized List<Line> take() {
        try {
            while (waiting.isEmpty() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
        List<Line> taken = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        return taken;
    }
}
